package org.fengqiao.notification;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.notification.NotificationStore.DeliveryAttempt;
import org.fengqiao.notification.channel.ChannelType;
import org.fengqiao.notification.channel.Destination;
import org.fengqiao.notification.channel.MessageSender;
import org.fengqiao.platform.delivery.Backoff;
import org.fengqiao.platform.delivery.DeliveryException;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Tier;
import org.jboss.logging.Logger;

/**
 * Delivers what waits in the outbox: claim, tell, write down the outcome. A process that dies between telling and writing
 * tells again with the same key. Nothing ends undelivered: the next channel, the next person, and then over again.
 */
@ApplicationScoped
public class NotificationDelivery {
    private static final Logger LOG = Logger.getLogger(NotificationDelivery.class);
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5), 0.2);
    /** Few, so that one slow receiver holds up few others, and all of them end within the lease. */
    static final int BATCH = 4;

    private final NotificationClaims claims;
    private final NotificationStore store;
    private final FallbackRecipients recipients;
    private final PreferencesRepository preferences;
    private final MessageRenderer renderer;
    private final MessageSender sender;
    private final MeterRegistry metrics;
    private final Duration lease;

    NotificationDelivery(
            NotificationClaims claims,
            NotificationStore store,
            FallbackRecipients recipients,
            PreferencesRepository preferences,
            MessageRenderer renderer,
            MessageSender sender,
            MeterRegistry metrics,
            @ConfigProperty(name = "fengqiao.delivery.lease") Duration lease) {
        this.claims = claims;
        this.store = store;
        this.recipients = recipients;
        this.preferences = preferences;
        this.renderer = renderer;
        this.sender = sender;
        this.metrics = metrics;
        this.lease = lease;
    }

    /** Delivers all that is due at a moment, and returns how many it claimed. Several may run at once, on any node. */
    public int deliverDue(Instant at) {
        int all = 0;
        for (int some = deliverBatch(at, () -> false); some > 0; some = deliverBatch(at, () -> false)) all += some;
        return all;
    }

    /** @param stopping once it is true, what was claimed and not begun is left to others at once */
    int deliverBatch(Instant at, BooleanSupplier stopping) {
        List<ClaimedNotification> claimed = claims.claim(at, lease, BATCH);
        for (ClaimedNotification notification : claimed) {
            try {
                if (stopping.getAsBoolean()) store.postpone(notification, at);
                else deliver(notification, at);
            } catch (RuntimeException e) {
                // The lease brings it back; the others of the batch must not wait for that.
                LOG.errorf(e, "Notification %s could not be delivered and will be tried again", notification.id());
            }
        }
        return claimed.size();
    }

    private void deliver(ClaimedNotification notification, Instant at) {
        Optional<String> person = recipients.currentRecipient(notification, at);
        Optional<Instant> undecided = notification.undecidedUntil(person.orElse(null), at);
        if (undecided.isPresent()) {
            store.postpone(notification, undecided.get());
            return;
        }
        if (notification.isPointlessFor(person.orElse(null))) {
            store.stop(notification);
            return;
        }
        if (person.isEmpty()) {
            passOn(notification, null, at);
            return;
        }
        Preferences wishes = preferences.of(person.get());
        Optional<Instant> later = wishes.quietUntil(notification.tier(), at);
        if (later.isPresent()) store.postpone(notification, later.get());
        else send(notification, person.get(), wishes, at);
    }

    private void send(ClaimedNotification notification, String person, Preferences wishes, Instant at) {
        List<Destination> usable = wishes.channelsFor(notification.tier());
        if (usable.isEmpty()) {
            markSent(notification, person, Destination.INBOX, at);
            return;
        }
        int channel = notification.channelNo() % usable.size();
        Destination to = usable.get(channel);
        try {
            sender.send(renderer.render(notification, wishes.language, to.type(), at), to, at);
            markSent(notification, person, to, at);
        } catch (DeliveryException e) {
            if (e.busy().isPresent()) {
                store.postpone(notification, at.plus(e.busy().get()));
                return;
            }
            count(to.type(), "failed");
            DeliveryAttempt attempt = new DeliveryAttempt(person, to, e.getMessage(), at);
            retryOrPassOn(notification, attempt, channel, usable.size());
        }
    }

    private void markSent(ClaimedNotification notification, String person, Destination destination, Instant at) {
        store.markSent(notification, new DeliveryAttempt(person, destination, null, at));
        count(destination.type(), "sent");
    }

    private void count(ChannelType channel, String outcome) {
        metrics.counter("fengqiao_notifications", "channel", channel.name(), "outcome", outcome)
                .increment();
    }

    private void retryOrPassOn(ClaimedNotification notification, DeliveryAttempt attempt, int channel, int channels) {
        int failures = notification.channelFailures() + 1;
        if (failures < triesOnAChannel(notification.tier())) {
            store.retry(notification, attempt, channel, failures, attempt.at().plus(BACKOFF.after(failures)));
        } else if (channel + 1 < channels) {
            store.retry(notification, attempt, channel + 1, 0, attempt.at());
        } else {
            passOn(notification, attempt, attempt.at());
        }
    }

    /** The graver, the sooner: at red after some 14 seconds, at orange after two minutes, else after eight. */
    private static int triesOnAChannel(Tier tier) {
        return switch (tier) {
            case RED -> 4;
            case ORANGE -> 7;
            case YELLOW, BLUE, GREEN, GREY -> 9;
        };
    }

    /** The last of the chain is never given up: their channels are tried again, slowly. */
    private void passOn(ClaimedNotification notification, DeliveryAttempt attempt, Instant at) {
        String unreached = attempt == null ? "" : attempt.person();
        Optional<FallbackRecipients.FallbackRecipient> next = recipients.nextRecipient(notification, unreached, at);
        if (next.isPresent()) {
            store.passOn(notification, attempt, next.get(), why(notification, unreached), at);
        } else if (attempt == null) {
            // The post and the desks above it are vacant, which is an alarm already; whoever takes the post finds it.
            markSent(notification, null, Destination.INBOX, at);
        } else {
            store.retry(notification, attempt, 0, 0, at.plus(BACKOFF.longest()));
        }
    }

    private static BilingualText why(ClaimedNotification notification, String unreached) {
        BilingualText why = notification.why();
        if (unreached.isEmpty())
            return new BilingualText(why.zh() + "（原岗位无人，转您）", why.en() + " (the post is vacant, so it comes to you)");
        return new BilingualText(
                why.zh() + "（原接收人联系不上，转您）", why.en() + " (the first recipient cannot be reached, so it comes to you)");
    }
}
