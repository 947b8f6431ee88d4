package org.fengqiao.notification.channel;

import java.util.Optional;
import org.fengqiao.platform.delivery.DeliveryException;

/** Sends one message, once, or throws the reason why it could not. It does not retry. */
public interface NotificationChannel {
    ChannelType type();

    /** Whether the installation has what it takes: a mail server, a gateway. */
    default boolean isConfigured() {
        return true;
    }

    /** Returns what the receiver calls the message, where it says so and reports on it later. */
    Optional<String> send(OutgoingMessage message, Destination to) throws DeliveryException;
}
