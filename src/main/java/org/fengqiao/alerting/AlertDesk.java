package org.fengqiao.alerting;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.platform.Ids;
import org.fengqiao.policy.Dimension;
import org.fengqiao.registry.PostBook;
import org.fengqiao.registry.PostStore;

/**
 * From assessments to alerts: decide, route, settle who is told, write. One alert for each enterprise, dimension and episode;
 * a graver tier upgrades it and may move it to another owner, the same or a milder tier is counted. Nothing is lost by being
 * held back: the alert is there, and why nobody was told stands on it.
 */
@ApplicationScoped
public class AlertDesk {
    private final AlertMemory memory;
    private final TellingDesk telling;
    private final AlertStore store;
    private final PostStore posts;
    private final NoiseSettings settings;
    private final Ids ids;
    private final MeterRegistry metrics;

    AlertDesk(
            AlertMemory memory,
            TellingDesk telling,
            AlertStore store,
            PostStore posts,
            NoiseSettings settings,
            Ids ids,
            MeterRegistry metrics) {
        this.memory = memory;
        this.telling = telling;
        this.store = store;
        this.posts = posts;
        this.settings = settings;
        this.ids = ids;
        this.metrics = metrics;
    }

    /**
     * What a batch of assessments led to.
     *
     * @param raised reopened ones among them
     * @param alerts that got their tier now
     * @param former those of them that were there before
     * @param notices who has to be told, for the caller to send in the same transaction
     */
    public record Outcome(int raised, int upgraded, List<UUID> alerts, List<UUID> former, List<Notice> notices) {
        static final Outcome NOTHING = new Outcome(0, 0, List.of(), List.of(), List.of());
    }

    /** What is to become of a batch; {@code repeats} are open alerts of which something was learnt that changes nothing. */
    private record Decided(List<Weighed> candidates, List<Decision> decisions, List<UUID> repeats) {}

    /** Considers assessments of one dimension that {@link Owners#alerts alert}, in the caller's transaction. */
    public Outcome consider(Connection connection, Assessor assessor, List<Weighed> candidates, Instant at)
            throws SQLException {
        if (candidates.isEmpty()) return Outcome.NOTHING;
        Dimension dimension = candidates.get(0).assessment().dimension();
        Map<UUID, Decision.LastAlert> last = memory.last(
                connection,
                dimension,
                candidates.stream().map(Weighed::enterprise).toList());

        Decided decided = decide(candidates, last, at);
        store.inhibit(connection, decided.repeats(), at);
        if (decided.candidates().isEmpty()) return Outcome.NOTHING;

        PostBook book = posts.book(connection);
        List<Arrival> arrivals = route(assessor, book, decided, last, at);
        List<Arrival.Settled> settled = telling.settle(connection, book, dimension, arrivals, at);
        store.write(connection, settled, at);
        settled.forEach(this::count);
        return outcome(settled);
    }

    /** Raise, upgrade, reopen, or suppress with a reason. */
    private Decided decide(List<Weighed> candidates, Map<UUID, Decision.LastAlert> last, Instant at) {
        List<Weighed> going = new ArrayList<>();
        List<Decision> decisions = new ArrayList<>();
        List<UUID> repeats = new ArrayList<>();
        for (Weighed one : candidates) {
            Optional<Decision.LastAlert> before = Optional.ofNullable(last.get(one.enterprise()));
            boolean isNewer =
                    before.filter(alert -> one.isNewerThan(alert.weighedAt())).isPresent();
            Decision decision = Decision.on(one.assessment().tier(), before, isNewer, at, settings.reopens());
            if (decision instanceof Decision.Suppress suppress) {
                count("fengqiao_alerts_suppressed", one.assessment().dimension(), suppress.reason());
                if (isNewer && before.isPresent()) repeats.add(before.get().id());
                continue;
            }
            going.add(one);
            decisions.add(decision);
        }
        return new Decided(going, decisions, repeats);
    }

    /** Who answers, and on what it rests; the gravest first, so that it leads a group and the brake comes last to it. */
    private List<Arrival> route(
            Assessor assessor, PostBook posts, Decided decided, Map<UUID, Decision.LastAlert> last, Instant at) {
        Routing routing = new Routing(assessor.release(), assessor.engine(), posts, at);
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < decided.candidates().size(); i++) {
            Weighed one = decided.candidates().get(i);
            Cause cause = Cause.of(one.assessment());
            arrivals.add(arrival(
                    decided.decisions().get(i),
                    Optional.ofNullable(last.get(one.enterprise())),
                    one,
                    routing.route(one.assessment(), one.areaPath()),
                    cause,
                    cause.fact().flatMap(one::sourceOf)));
        }
        arrivals.sort(Comparator.comparing((Arrival a) -> a.assessment().tier())
                .thenComparing(a -> a.assessment().score())
                .reversed());
        return arrivals;
    }

    private Arrival arrival(
            Decision decision,
            Optional<Decision.LastAlert> last,
            Weighed one,
            Routing.Routed routed,
            Cause cause,
            Optional<String> source) {
        if (decision instanceof Decision.Upgrade upgrade) {
            return same(Notice.Kind.UPGRADED, upgrade.alert(), one, routed, cause, source);
        }
        if (decision instanceof Decision.Reopen reopen) {
            return same(Notice.Kind.REOPENED, reopen.alert(), one, routed, cause, source);
        }
        int episode = ((Decision.Raise) decision).episode();
        return new Arrival(
                Notice.Kind.RAISED, ids.next(), episode, last, one.assessment(), one.areaPath(), routed, cause, source);
    }

    private static Arrival same(
            Notice.Kind kind,
            Decision.LastAlert alert,
            Weighed one,
            Routing.Routed routed,
            Cause cause,
            Optional<String> source) {
        return new Arrival(
                kind,
                alert.id(),
                alert.episode(),
                Optional.of(alert),
                one.assessment(),
                one.areaPath(),
                routed,
                cause,
                source);
    }

    private static Outcome outcome(List<Arrival.Settled> settled) {
        List<Notice> notices = new ArrayList<>();
        int upgraded = 0;
        for (Arrival.Settled one : settled) {
            notices.addAll(one.told());
            if (one.arrival().kind() == Notice.Kind.UPGRADED) upgraded++;
        }
        List<UUID> alerts = AlertStore.ids(settled);
        List<UUID> former = AlertStore.ids(AlertStore.former(settled));
        return new Outcome(settled.size() - upgraded, upgraded, alerts, former, notices);
    }

    private void count(Arrival.Settled settled) {
        Assessment assessment = settled.arrival().assessment();
        if (assessment.dimension() == Dimension.CARE) return;
        metrics.counter(
                        "fengqiao_alerts",
                        "dimension",
                        assessment.dimension().code(),
                        "tier",
                        assessment.tier().name(),
                        "post",
                        settled.arrival().routed().owner().holder().kind().name())
                .increment();
        if (settled.telling() instanceof Telling.Hold hold) {
            count("fengqiao_alerts_held", assessment.dimension(), hold.reason());
        }
    }

    /** Care is never counted. */
    private void count(String name, Dimension dimension, Enum<?> reason) {
        if (dimension == Dimension.CARE) return;
        metrics.counter(name, "reason", reason.name()).increment();
    }
}
