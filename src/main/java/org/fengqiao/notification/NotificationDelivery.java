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
import org.fengqiao.notification.reach.Obstacle;
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

    private static final BilingualText VACANT =
            new BilingualText("（原岗位无人，转您）", " (the post is vacant, so it comes to you)");
    private static final BilingualText UNREACHABLE =
            new BilingualText("（原接收人联系不上，转您）", " (the first recipient cannot be reached, so it comes to you)");
    private static final BilingualText UNANSWERED =
            new BilingualText("（原接收人尚未签收，转您）", " (the first recipient has not answered, so it comes to you)");

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
            passOn(notification, null, VACANT, at);
            return;
        }
        Optional<Obstacle> obstacle = recipients.obstacle(notification, person.get(), at);
        if (obstacle.isPresent()) {
            DeliveryAttempt attempt = DeliveryAttempt.failed(
                    person.get(), Destination.INBOX, obstacle.get().reason(), at);
            passOn(notification, attempt, UNREACHABLE, at);
            return;
        }
        Preferences wishes = preferences.of(person.get());
        Optional<Instant> later = wishes.quietUntil(notification.tier(), at);
        if (later.isPresent()) store.postpone(notification, later.get());
        else send(notification, person.get(), wishes, at);
    }

    private void send(ClaimedNotification notification, String person, Preferences wishes, Instant at) {
        List<Destination> usable = wishes.channelsFor(notification.tier()).stream()
                .filter(channel -> sender.isConfigured(channel.type()))
                .toList();
        int channel = notification.channelNo();
        if (channel > 0 && channel >= usable.size()) {
            passOn(notification, null, notification.wasSent() ? UNANSWERED : UNREACHABLE, at);
            return;
        }
        if (usable.isEmpty()) {
            markSent(notification, DeliveryAttempt.sent(person, Destination.INBOX, null, at));
            return;
        }
        Destination to = usable.get(channel);
        try {
            Optional<String> reference =
                    sender.send(renderer.render(notification, wishes.language, to.type(), at), to, at);
            String known =
                    to.type().isPhone() ? reference.orElse(notification.id().toString()) : null;
            markSent(notification, DeliveryAttempt.sent(person, to, known, at));
        } catch (DeliveryException e) {
            if (e.busy().isPresent()) {
                store.postpone(notification, at.plus(e.busy().get()));
                return;
            }
            count(to.type(), "failed");
            DeliveryAttempt attempt = DeliveryAttempt.failed(person, to, e.getMessage(), at);
            retryOrPassOn(notification, attempt, e.isRefused(), usable.size());
        }
    }

    private void markSent(ClaimedNotification notification, DeliveryAttempt attempt) {
        store.markSent(notification, attempt);
        count(attempt.destination().type(), "sent");
    }

    private void count(ChannelType channel, String outcome) {
        metrics.counter("fengqiao_notifications", "channel", channel.name(), "outcome", outcome)
                .increment();
    }

    private void retryOrPassOn(
            ClaimedNotification notification, DeliveryAttempt attempt, boolean refused, int channels) {
        int channel = notification.channelNo();
        int failures = notification.channelFailures() + 1;
        if (!refused && failures < triesOnAChannel(notification.tier())) {
            store.retry(notification, attempt, channel, failures, attempt.at().plus(BACKOFF.after(failures)));
            return;
        }
        store.markBroken(attempt);
        if (channel + 1 < channels) store.retry(notification, attempt, channel + 1, 0, attempt.at());
        else passOn(notification, attempt, UNREACHABLE, attempt.at());
    }

    /** The graver, the sooner: at red after some 14 seconds, at orange after two minutes, else after eight. */
    private static int triesOnAChannel(Tier tier) {
        return switch (tier) {
            case RED -> 4;
            case ORANGE -> 7;
            case YELLOW, BLUE, GREEN, GREY -> 9;
        };
    }

    /**
     * The next who can be told. The last of the chain is never given up: their channels are tried again, slowly; and when
     * nobody can be told, it waits until somebody can.
     *
     * @param attempt the last one, or null when there was none
     */
    private void passOn(ClaimedNotification notification, DeliveryAttempt attempt, BilingualText reason, Instant at) {
        String unreached =
                attempt == null ? recipients.currentRecipient(notification, at).orElse("") : attempt.person();
        Optional<FallbackRecipients.FallbackRecipient> next = recipients.nextRecipient(notification, unreached, at);
        if (next.isPresent()) {
            store.passOn(notification, attempt, unreached, next.get(), why(notification, reason), at);
        } else if (notification.wasSent()) {
            store.leaveSent(notification);
        } else if (unreached.isEmpty()
                || attempt != null && attempt.destination().type() == ChannelType.INBOX) {
            // Nobody would read it, so it is not told; the post is an alarm.
            store.postpone(notification, at.plus(untilSomebodyCan(notification.tier())));
        } else {
            store.retry(notification, attempt, 0, 0, at.plus(BACKOFF.longest()));
        }
    }

    private static Duration untilSomebodyCan(Tier tier) {
        return switch (tier) {
            case RED -> Duration.ofMinutes(1);
            case ORANGE -> Duration.ofMinutes(5);
            case YELLOW, BLUE, GREEN, GREY -> Duration.ofMinutes(30);
        };
    }

    private static BilingualText why(ClaimedNotification notification, BilingualText reason) {
        return new BilingualText(
                notification.why().zh() + reason.zh(), notification.why().en() + reason.en());
    }
}
