package org.fengqiao.alerting.raising;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.alerting.AlertDecision;
import org.fengqiao.alerting.Notice;
import org.fengqiao.alerting.PreviousAlerts;
import org.fengqiao.alerting.routing.AlertRouter;
import org.fengqiao.alerting.suppression.NotificationDecision;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.platform.Ids;
import org.fengqiao.policy.Dimension;
import org.fengqiao.registry.post.PostDirectory;
import org.fengqiao.registry.post.PostStore;

/**
 * From assessments to alerts: decide, route, settle who is told, write. One alert for each enterprise, dimension and episode;
 * a graver tier upgrades it and may move it to another owner, the same or a milder tier is counted. Nothing is lost by being
 * held back: the alert is there, and why nobody was told stands on it.
 */
@ApplicationScoped
public class AlertProcessor {
    private final PreviousAlerts memory;
    private final NotificationPolicy telling;
    private final AlertWriter store;
    private final PostStore posts;
    private final Ids ids;
    private final MeterRegistry metrics;

    AlertProcessor(
            PreviousAlerts memory,
            NotificationPolicy telling,
            AlertWriter store,
            PostStore posts,
            Ids ids,
            MeterRegistry metrics) {
        this.memory = memory;
        this.telling = telling;
        this.store = store;
        this.posts = posts;
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
    public record BatchResult(int raised, int upgraded, List<UUID> alerts, List<UUID> former, List<Notice> notices) {
        static final BatchResult NOTHING = new BatchResult(0, 0, List.of(), List.of(), List.of());
    }

    /** What is to become of a batch; {@code repeats} are open alerts of which something was learnt that changes nothing. */
    private record DecidedBatch(List<AlertCandidate> candidates, List<AlertDecision> decisions, List<UUID> repeats) {}

    /** Considers assessments of one dimension that {@link AlertOwners#alerts alert}, in the caller's transaction. */
    public BatchResult process(Connection connection, Assessor assessor, List<AlertCandidate> candidates, Instant at)
            throws SQLException {
        if (candidates.isEmpty()) return BatchResult.NOTHING;
        Dimension dimension = candidates.get(0).assessment().dimension();
        Map<UUID, AlertDecision.PreviousAlert> last = memory.last(
                connection,
                dimension,
                candidates.stream().map(AlertCandidate::enterprise).toList());

        Duration reopenWithin =
                Duration.ofDays(assessor.release().dimensions().get(dimension).reopenDays());
        DecidedBatch decided = decide(candidates, last, reopenWithin, at);
        store.countRepeats(connection, decided.repeats(), at);
        if (decided.candidates().isEmpty()) return BatchResult.NOTHING;

        PostDirectory book = posts.directory(connection);
        List<AlertChange> arrivals = route(assessor, book, decided, last, at);
        List<AlertChange.DecidedChange> settled = telling.decide(connection, book, dimension, arrivals, at);
        store.write(connection, settled, at);
        settled.forEach(this::count);
        return outcome(settled);
    }

    /** Raise, upgrade, reopen, or suppress with a reason. */
    private DecidedBatch decide(
            List<AlertCandidate> candidates,
            Map<UUID, AlertDecision.PreviousAlert> last,
            Duration reopenWithin,
            Instant at) {
        List<AlertCandidate> going = new ArrayList<>();
        List<AlertDecision> decisions = new ArrayList<>();
        List<UUID> repeats = new ArrayList<>();
        for (AlertCandidate one : candidates) {
            Optional<AlertDecision.PreviousAlert> before = Optional.ofNullable(last.get(one.enterprise()));
            boolean isNewer =
                    before.filter(alert -> one.isNewerThan(alert.assessedAt())).isPresent();
            AlertDecision decision = AlertDecision.of(one.assessment().tier(), before, isNewer, at, reopenWithin);
            if (decision instanceof AlertDecision.NoChange suppress) {
                count("fengqiao_alerts_suppressed", one.assessment().dimension(), suppress.reason());
                if (isNewer && before.isPresent()) repeats.add(before.get().id());
                continue;
            }
            going.add(one);
            decisions.add(decision);
        }
        return new DecidedBatch(going, decisions, repeats);
    }

    /** Who answers, and on what it rests; the gravest first, so that it leads a group and the brake comes last to it. */
    private List<AlertChange> route(
            Assessor assessor,
            PostDirectory posts,
            DecidedBatch decided,
            Map<UUID, AlertDecision.PreviousAlert> last,
            Instant at) {
        AlertRouter routing = new AlertRouter(assessor.release(), assessor.engine(), posts, at);
        List<AlertChange> arrivals = new ArrayList<>();
        for (int i = 0; i < decided.candidates().size(); i++) {
            AlertCandidate one = decided.candidates().get(i);
            AlertBasis cause = AlertBasis.of(one.assessment());
            arrivals.add(arrival(
                    decided.decisions().get(i),
                    Optional.ofNullable(last.get(one.enterprise())),
                    one,
                    routing.route(one.assessment(), one.areaPath()),
                    cause,
                    cause.fact().flatMap(one::sourceCode)));
        }
        arrivals.sort(Comparator.comparing((AlertChange a) -> a.assessment().tier())
                .thenComparing(a -> a.assessment().score())
                .reversed());
        return arrivals;
    }

    private AlertChange arrival(
            AlertDecision decision,
            Optional<AlertDecision.PreviousAlert> last,
            AlertCandidate one,
            AlertRouter.RoutingResult routed,
            AlertBasis cause,
            Optional<String> source) {
        if (decision instanceof AlertDecision.Upgrade upgrade) {
            return same(Notice.Kind.UPGRADED, upgrade.alert(), one, routed, cause, source);
        }
        if (decision instanceof AlertDecision.Reopen reopen) {
            return same(Notice.Kind.REOPENED, reopen.alert(), one, routed, cause, source);
        }
        int episode = ((AlertDecision.Raise) decision).episode();
        return new AlertChange(
                Notice.Kind.RAISED, ids.next(), episode, last, one.assessment(), one.areaPath(), routed, cause, source);
    }

    private static AlertChange same(
            Notice.Kind kind,
            AlertDecision.PreviousAlert alert,
            AlertCandidate one,
            AlertRouter.RoutingResult routed,
            AlertBasis cause,
            Optional<String> source) {
        return new AlertChange(
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

    private static BatchResult outcome(List<AlertChange.DecidedChange> settled) {
        List<Notice> notices = new ArrayList<>();
        int upgraded = 0;
        for (AlertChange.DecidedChange one : settled) {
            notices.addAll(one.notices());
            if (one.arrival().kind() == Notice.Kind.UPGRADED) upgraded++;
        }
        List<UUID> alerts = AlertWriter.ids(settled);
        List<UUID> former = AlertWriter.ids(AlertWriter.existing(settled));
        return new BatchResult(settled.size() - upgraded, upgraded, alerts, former, notices);
    }

    private void count(AlertChange.DecidedChange settled) {
        Assessment assessment = settled.arrival().assessment();
        if (assessment.dimension() == Dimension.CARE) return;
        metrics.counter(
                        "fengqiao_alerts",
                        "dimension",
                        assessment.dimension().code(),
                        "tier",
                        assessment.tier().name(),
                        "post",
                        settled.arrival().routing().owner().holder().kind().name())
                .increment();
        if (settled.decision() instanceof NotificationDecision.Suppress hold) {
            count("fengqiao_alerts_held", assessment.dimension(), hold.reason());
        }
    }

    /** Care is never counted. */
    private void count(String name, Dimension dimension, Enum<?> reason) {
        if (dimension == Dimension.CARE) return;
        metrics.counter(name, "reason", reason.name()).increment();
    }
}
