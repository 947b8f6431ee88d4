package org.fengqiao.notification.channel;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fengqiao.platform.delivery.DeliveryException;
import org.jboss.logging.Logger;

/** Sends a message by the channel of its destination, unless the endpoint is suspended after repeated failures. */
@ApplicationScoped
public class MessageSender {
    private static final Logger LOG = Logger.getLogger(MessageSender.class);

    private final Map<ChannelType, NotificationChannel> channels = new EnumMap<>(ChannelType.class);
    private final ChannelHealth health;

    MessageSender(@All List<NotificationChannel> channels, ChannelHealth health) {
        channels.forEach(channel -> this.channels.put(channel.type(), channel));
        this.health = health;
    }

    public boolean isConfigured(ChannelType type) {
        return type == ChannelType.INBOX || channels.get(type).isConfigured();
    }

    /** Returns what the receiver calls the message, where it says so. */
    public Optional<String> send(OutgoingMessage message, Destination to, Instant at) throws DeliveryException {
        String endpoint = to.endpoint();
        if (health.isSuspended(endpoint, at)) throw new DeliveryException("suspended after repeated failures");
        Optional<String> reference;
        try {
            reference = channels.get(to.type()).send(message, to);
        } catch (DeliveryException e) {
            if (e.isFaultOfChannel()) health.recordFailure(endpoint, e.getMessage(), at);
            throw e;
        } catch (RuntimeException e) {
            // A failure like any other, or else the next channel would never be tried.
            LOG.errorf(e, "The channel %s has a fault", to.type());
            String fault = "fault in the channel: " + e.getClass().getSimpleName();
            health.recordFailure(endpoint, fault, at);
            throw new DeliveryException(fault);
        }
        health.recordSuccess(endpoint, at);
        return reference;
    }
}
