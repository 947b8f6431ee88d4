package org.fengqiao.notification;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.notification.NotificationStore.DeliveryAttempt;
import org.fengqiao.notification.channel.ChannelHealth;
import org.fengqiao.notification.channel.ChannelType;
import org.fengqiao.notification.channel.Destination;
import org.fengqiao.notification.channel.NotificationChannel;
import org.fengqiao.notification.channel.OutgoingMessage;
import org.fengqiao.platform.delivery.Backoff;
import org.fengqiao.platform.delivery.DeliveryException;
import org.fengqiao.platform.text.BilingualText;
import org.jboss.logging.Logger;

/**
 * Tells people what waits in the outbox: claim, tell, write down what came of it. A process that dies between telling and
 * writing tells again with the same key. Nothing ends untold: the next channel, the next person, and then over again.
 */
@ApplicationScoped
public class NotificationDelivery {
    private static final Logger LOG = Logger.getLogger(NotificationDelivery.class);
    /** Few, so that one slow receiver holds up few others, and all of them end within the lease. */
    static final int BATCH = 4;

    private final NotificationStore store;
    private final FallbackRecipients successors;
    private final PreferenceStore preferences;
    private final MessageRenderer wording;
    private final ChannelHealth roads;
    private final MeterRegistry metrics;
    private final Duration lease;
    private final Map<ChannelType, NotificationChannel> channels = new EnumMap<>(ChannelType.class);

    NotificationDelivery(
            NotificationStore store,
            FallbackRecipients successors,
            PreferenceStore preferences,
            MessageRenderer wording,
            ChannelHealth roads,
            MeterRegistry metrics,
            @All List<NotificationChannel> channels,
            @ConfigProperty(name = "fengqiao.delivery.lease") Duration lease) {
        this.store = store;
        this.successors = successors;
        this.preferences = preferences;
        this.wording = wording;
        this.roads = roads;
        this.metrics = metrics;
        this.lease = lease;
        channels.forEach(channel -> this.channels.put(channel.type(), channel));
    }

    /** Delivers all that is due at a moment, and gives back how many it took in hand. Several may run at once, anywhere. */
    public int deliverDue(Instant at) {
        int all = 0;
        for (int some = deliverBatch(at); some > 0; some = deliverBatch(at)) all += some;
        return all;
    }

    int deliverBatch(Instant at) {
        List<ClaimedNotification> claimed = store.claim(at, lease, BATCH);
        for (ClaimedNotification due : claimed) {
            try {
                deliver(due, at);
            } catch (RuntimeException e) {
                // The lease brings it back; the others of the batch must not wait for that.
                LOG.error("Notification " + due.id() + " could not be dealt with and comes back", e);
            }
        }
        return claimed.size();
    }

    private void deliver(ClaimedNotification due, Instant at) {
        Optional<String> person = successors.currentRecipient(due, at);
        if (due.isPointlessFor(person.orElse(null))) {
            store.stop(due);
            return;
        }
        if (person.isEmpty()) {
            passOn(due, null, at);
            return;
        }
        Preferences wishes = preferences.of(person.get());
        Optional<Instant> later = wishes.quietUntil(due.tier(), at);
        if (later.isPresent()) store.postpone(due, later.get());
        else send(due, person.get(), wishes, at);
    }

    private void send(ClaimedNotification due, String person, Preferences wishes, Instant at) {
        List<Destination> usable = wishes.channelsFor(due.tier());
        if (usable.isEmpty()) {
            sent(due, person, Destination.INBOX, at);
            return;
        }
        int number = due.channelNo() % usable.size();
        Destination to = usable.get(number);
        try {
            if (roads.isSuspended(to.endpoint(), at))
                throw new DeliveryException("left in peace after repeated failures");
            hand(wording.of(due, wishes.language(), to.type(), at), to);
            roads.recordSuccess(to.endpoint(), at);
            sent(due, person, to, at);
        } catch (DeliveryException e) {
            if (e.busy().isPresent()) {
                store.postpone(due, at.plus(e.busy().get()));
                return;
            }
            if (!roads.isSuspended(to.endpoint(), at)) roads.recordFailure(to.endpoint(), e.getMessage(), at);
            count(to.type(), "failed");
            failed(due, new DeliveryAttempt(person, to, e.getMessage(), at), number, usable.size());
        }
    }

    /** A fault of a channel is a failure like any other, else it would keep the next channel from being tried. */
    private void hand(OutgoingMessage message, Destination to) throws DeliveryException {
        try {
            channels.get(to.type()).send(message, to);
        } catch (RuntimeException e) {
            LOG.error("The channel " + to.type() + " has a fault", e);
            throw new DeliveryException("fault in the channel: " + e.getClass().getSimpleName());
        }
    }

    private void sent(ClaimedNotification due, String person, Destination by, Instant at) {
        store.markSent(due, new DeliveryAttempt(person, by, null, at));
        count(by.type(), "sent");
    }

    private void count(ChannelType channel, String outcome) {
        metrics.counter("fengqiao_notifications", "channel", channel.name(), "outcome", outcome)
                .increment();
    }

    private void failed(ClaimedNotification due, DeliveryAttempt attempt, int channel, int channels) {
        int tries = due.tries() + 1;
        if (tries < Backoff.triesOnAChannel(due.tier())) {
            Duration wait = Backoff.after(tries, ThreadLocalRandom.current().nextDouble());
            store.retry(due, attempt, channel, tries, attempt.at().plus(wait));
        } else if (channel + 1 < channels) {
            store.retry(due, attempt, channel + 1, 0, attempt.at());
        } else {
            passOn(due, attempt, attempt.at());
        }
    }

    /** The last of the chain is never given up: his channels are tried again, slowly. */
    private void passOn(ClaimedNotification due, DeliveryAttempt attempt, Instant at) {
        String unreached = attempt == null ? "" : attempt.person();
        Optional<FallbackRecipients.FallbackRecipient> next = successors.nextRecipient(due, unreached, at);
        if (next.isPresent()) {
            store.passOn(due, attempt, next.get(), why(due, unreached), at);
        } else if (attempt == null) {
            // The post is empty and so are the desks above it, which is an alarm already; who takes the post finds it.
            sent(due, null, Destination.INBOX, at);
        } else {
            store.retry(due, attempt, 0, 0, at.plus(Backoff.LONGEST));
        }
    }

    private static BilingualText why(ClaimedNotification due, String unreached) {
        if (unreached.isEmpty())
            return new BilingualText(
                    due.why().zh() + "（原岗位无人，转您）", due.why().en() + " (nobody holds that post, so it comes to you)");
        return new BilingualText(
                due.why().zh() + "（原接收人联系不上，转您）",
                due.why().en() + " (whoever was told first cannot be reached, so it comes to you)");
    }
}
