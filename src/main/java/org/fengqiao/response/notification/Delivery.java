package org.fengqiao.response.notification;

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
import org.fengqiao.platform.Text;
import org.fengqiao.response.notification.NotificationStore.Attempt;
import org.jboss.logging.Logger;

/**
 * Tells people what waits in the outbox: claim, tell, write down what came of it. A process that dies between telling and
 * writing tells again with the same key. Nothing ends untold: the next channel, the next person, and then over again.
 */
@ApplicationScoped
public class Delivery {
    private static final Logger LOG = Logger.getLogger(Delivery.class);
    /** Few, so that one slow receiver holds up few others, and all of them end within the lease. */
    static final int BATCH = 4;

    private final NotificationStore store;
    private final Successors successors;
    private final PreferenceStore preferences;
    private final Wording wording;
    private final Roads roads;
    private final MeterRegistry metrics;
    private final Duration lease;
    private final Map<Via, Channel> channels = new EnumMap<>(Via.class);

    Delivery(
            NotificationStore store,
            Successors successors,
            PreferenceStore preferences,
            Wording wording,
            Roads roads,
            MeterRegistry metrics,
            @All List<Channel> channels,
            @ConfigProperty(name = "fengqiao.delivery.lease") Duration lease) {
        this.store = store;
        this.successors = successors;
        this.preferences = preferences;
        this.wording = wording;
        this.roads = roads;
        this.metrics = metrics;
        this.lease = lease;
        channels.forEach(channel -> this.channels.put(channel.via(), channel));
    }

    /** Delivers all that is due at a moment, and gives back how many it took in hand. Several may run at once, anywhere. */
    public int runDue(Instant at) {
        int all = 0;
        for (int some = runSome(at); some > 0; some = runSome(at)) all += some;
        return all;
    }

    int runSome(Instant at) {
        List<Due> claimed = store.claim(at, lease, BATCH);
        for (Due due : claimed) {
            try {
                deliver(due, at);
            } catch (RuntimeException e) {
                // The lease brings it back; the others of the batch must not wait for that.
                LOG.error("Notification " + due.id() + " could not be dealt with and comes back", e);
            }
        }
        return claimed.size();
    }

    private void deliver(Due due, Instant at) {
        Optional<String> person = successors.person(due, at);
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
        if (later.isPresent()) store.later(due, later.get());
        else tell(due, person.get(), wishes, at);
    }

    private void tell(Due due, String person, Preferences wishes, Instant at) {
        List<Destination> usable = wishes.channelsFor(due.tier());
        if (usable.isEmpty()) {
            sent(due, person, Destination.INBOX, at);
            return;
        }
        int number = due.channelNo() % usable.size();
        Destination to = usable.get(number);
        try {
            if (roads.rests(to.road(), at)) throw new NotDelivered("left in peace after repeated failures");
            hand(wording.of(due, wishes.language(), to.via(), at), to);
            roads.worked(to.road(), at);
            sent(due, person, to, at);
        } catch (NotDelivered e) {
            if (e.busy().isPresent()) {
                store.later(due, at.plus(e.busy().get()));
                return;
            }
            if (!roads.rests(to.road(), at)) roads.failed(to.road(), e.getMessage(), at);
            count(to.via(), "failed");
            failed(due, new Attempt(person, to, e.getMessage(), at), number, usable.size());
        }
    }

    /** A fault of a channel is a failure like any other, else it would keep the next channel from being tried. */
    private void hand(Message message, Destination to) throws NotDelivered {
        try {
            channels.get(to.via()).send(message, to);
        } catch (RuntimeException e) {
            LOG.error("The channel " + to.via() + " has a fault", e);
            throw new NotDelivered("fault in the channel: " + e.getClass().getSimpleName());
        }
    }

    private void sent(Due due, String person, Destination by, Instant at) {
        store.sent(due, new Attempt(person, by, null, at));
        count(by.via(), "sent");
    }

    private void count(Via via, String outcome) {
        metrics.counter("fengqiao_notifications", "channel", via.name(), "outcome", outcome)
                .increment();
    }

    private void failed(Due due, Attempt attempt, int channel, int channels) {
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
    private void passOn(Due due, Attempt attempt, Instant at) {
        String unreached = attempt == null ? "" : attempt.person();
        Optional<Successors.Next> next = successors.after(due, unreached, at);
        if (next.isPresent()) {
            store.passOn(due, attempt, next.get(), why(due, unreached), at);
        } else if (attempt == null) {
            // The post is empty and so are the desks above it, which is an alarm already; who takes the post finds it.
            sent(due, null, Destination.INBOX, at);
        } else {
            store.retry(due, attempt, 0, 0, at.plus(Backoff.LONGEST));
        }
    }

    private static Text why(Due due, String unreached) {
        if (unreached.isEmpty())
            return new Text(
                    due.why().zh() + "（原岗位无人，转您）", due.why().en() + " (nobody holds that post, so it comes to you)");
        return new Text(
                due.why().zh() + "（原接收人联系不上，转您）",
                due.why().en() + " (whoever was told first cannot be reached, so it comes to you)");
    }
}
