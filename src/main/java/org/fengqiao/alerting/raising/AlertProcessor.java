package org.fengqiao.alerting.raising;

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
import org.fengqiao.alerting.Alert;
import org.fengqiao.alerting.AlertDecision;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertOwner;
import org.fengqiao.alerting.AlertRating;
import org.fengqiao.alerting.Notice;
import org.fengqiao.alerting.PreviousAlerts;
import org.fengqiao.alerting.TierHold;
import org.fengqiao.alerting.routing.AlertRouter;
import org.fengqiao.alerting.suppression.NotificationDecision;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Messages;
import org.fengqiao.policy.Dimension;
import org.fengqiao.registry.post.PostDirectory;
import org.fengqiao.registry.post.PostStore;

/**
 * From assessments to alerts: decide, route, decide who is notified, write. There is one alert for each enterprise,
 * dimension and episode; a graver tier upgrades it and may give it another owner, the same or a milder tier is counted.
 * Suppressing a notice loses nothing: the alert is there, with the reason why nobody was notified.
 */
@ApplicationScoped
public class AlertProcessor {
    private static final BilingualText BY_HAND = Messages.text("why.RAISED_BY_HAND");

    private final PreviousAlerts previousAlerts;
    private final NotificationPolicy notifications;
    private final AlertWriter writer;
    private final PostStore posts;
    private final Ids ids;
    private final MeterRegistry metrics;

    AlertProcessor(
            PreviousAlerts previousAlerts,
            NotificationPolicy notifications,
            AlertWriter writer,
            PostStore posts,
            Ids ids,
            MeterRegistry metrics) {
        this.previousAlerts = previousAlerts;
        this.notifications = notifications;
        this.writer = writer;
        this.posts = posts;
        this.ids = ids;
        this.metrics = metrics;
    }

    /**
     * What a batch of assessments led to.
     *
     * @param raised those reopened included
     * @param alerts that got their tier now
     * @param former those of them that existed before
     * @param notices for the caller to send in the same transaction
     */
    public record BatchResult(int raised, int upgraded, List<UUID> alerts, List<UUID> former, List<Notice> notices) {
        static final BatchResult NOTHING = new BatchResult(0, 0, List.of(), List.of(), List.of());
    }

    private record DecidedCandidate(AlertCandidate candidate, AlertDecision decision, Optional<Alert> previous) {}

    /** Processes assessments of one dimension that are {@code AlertOwners.isAlertable}, in the caller's transaction. */
    public BatchResult process(Connection connection, Assessor assessor, List<AlertCandidate> candidates, Instant at)
            throws SQLException {
        if (candidates.isEmpty()) return BatchResult.NOTHING;
        Dimension dimension = candidates.get(0).assessment().dimension();
        Map<UUID, Alert> previous = previousAlerts.latest(
                connection,
                dimension,
                candidates.stream().map(AlertCandidate::enterprise).toList());
        List<Alert> repeated = new ArrayList<>();
        int reopenDays = assessor.release().dimensions().get(dimension).reopenDays();
        List<DecidedCandidate> decided = decide(candidates, previous, reopenDays, repeated, at);
        writer.writeRepeats(connection, repeated);
        if (decided.isEmpty()) return BatchResult.NOTHING;

        PostDirectory directory = posts.directory(connection);
        List<AlertChange> changes = change(assessor, directory, decided, reopenDays, at);
        List<AlertChange.DecidedChange> notified = notifications.decide(connection, directory, dimension, changes, at);
        writer.write(connection, notified, at);
        notified.forEach(this::count);
        return result(notified);
    }

    /** @param repeated is given the alerts of which something was learnt that changes nothing */
    private List<DecidedCandidate> decide(
            List<AlertCandidate> candidates,
            Map<UUID, Alert> latest,
            int reopenDays,
            List<Alert> repeated,
            Instant at) {
        List<DecidedCandidate> decided = new ArrayList<>();
        for (AlertCandidate candidate : candidates) {
            Optional<Alert> previous = Optional.ofNullable(latest.get(candidate.enterprise()));
            boolean hasNewFacts = previous.filter(alert -> candidate.hasFactsSince(alert.assessedAt()))
                    .isPresent();
            AlertDecision decision =
                    AlertDecision.of(candidate.assessment().tier(), previous, hasNewFacts, reopenDays, at);
            if (decision instanceof AlertDecision.NoChange unchanged) {
                count("fengqiao_alerts_unchanged", candidate.assessment().dimension(), unchanged.reason());
                if (!hasNewFacts) continue;
                previous.get().countRepeat(at);
                repeated.add(previous.get());
            } else {
                decided.add(new DecidedCandidate(candidate, decision, previous));
            }
        }
        return decided;
    }

    /** Routes and changes alerts, the gravest first, so that it leads its group and is the last to be throttled. */
    private List<AlertChange> change(
            Assessor assessor, PostDirectory posts, List<DecidedCandidate> decided, int reopenDays, Instant at) {
        AlertRouter router = new AlertRouter(assessor.release(), assessor.engine(), posts, at);
        List<AlertChange> changes = new ArrayList<>();
        for (DecidedCandidate one : decided) {
            AlertCandidate candidate = one.candidate();
            AlertRouter.RoutingResult routing = router.route(candidate.assessment(), candidate.areaPath());
            changes.add(change(one, candidate.byHand() ? routing.because(BY_HAND) : routing, reopenDays, at));
        }
        changes.sort(
                Comparator.comparing((AlertChange change) -> change.assessment().tier())
                        .thenComparing(change -> change.assessment().score())
                        .reversed());
        return changes;
    }

    private AlertChange change(
            DecidedCandidate decided, AlertRouter.RoutingResult routing, int reopenDays, Instant at) {
        AlertCandidate candidate = decided.candidate();
        Assessment assessment = candidate.assessment();
        AlertBasis basis = candidate.basis();
        Optional<AlertChange.PreviousAlert> previous = decided.previous().map(AlertChange.PreviousAlert::of);
        AlertRating rating = rating(candidate, routing);
        Alert alert;
        AlertEvent event;
        if (decided.decision() instanceof AlertDecision.Raise raise) {
            alert = Alert.raise(
                    ids.next(), candidate.enterprise(), assessment.dimension(), raise.episode(), rating, at);
            event = AlertEvent.RAISED;
        } else {
            alert = decided.previous().orElseThrow();
            event = decided.decision() instanceof AlertDecision.Upgrade
                    ? alert.upgrade(rating, at)
                    : alert.reopen(rating, reopenDays, at);
        }
        return new AlertChange(
                event,
                alert,
                previous,
                assessment,
                candidate.areaPath(),
                routing,
                basis,
                basis.fact().flatMap(candidate::sourceCode));
    }

    /**
     * Gives an open alert, which the caller has locked, the tier that people set, or that of the rules again.
     *
     * @param candidate with that tier, see {@link Assessment#withTier}
     * @param hand empty if the word of the rules counts again
     * @param why to be said to those who are notified, after why they are
     */
    public BatchResult setTier(
            Connection connection,
            Assessor assessor,
            AlertCandidate candidate,
            Alert alert,
            Optional<TierHold> hand,
            BilingualText why,
            Instant at)
            throws SQLException {
        AlertRouter.RoutingResult routing = new AlertRouter(
                        assessor.release(), assessor.engine(), posts.directory(connection), at)
                .route(candidate.assessment(), candidate.areaPath())
                .because(why);
        AlertRating rating = rating(candidate, routing);
        Optional<AlertChange.PreviousAlert> previous = Optional.of(AlertChange.PreviousAlert.of(alert));
        AlertEvent event = hand.isPresent() ? alert.setTier(rating, hand.get(), at) : alert.restoreTier(rating, at);
        AlertBasis basis = AlertBasis.of(candidate.assessment());
        AlertChange change = new AlertChange(
                event,
                alert,
                previous,
                candidate.assessment(),
                candidate.areaPath(),
                routing,
                basis,
                basis.fact().flatMap(candidate::sourceCode));
        List<AlertChange.DecidedChange> decided = List.of(notifications.notifyAlways(change, at));
        writer.write(connection, decided, at);
        decided.forEach(this::count);
        return result(decided);
    }

    private static AlertRating rating(AlertCandidate candidate, AlertRouter.RoutingResult routing) {
        AlertRouter.Recipient owner = routing.owner();
        return new AlertRating(
                candidate.assessment().tier(),
                candidate.areaPath(),
                new AlertOwner(
                        owner.holder().postId(),
                        owner.holder().username().orElse(null),
                        owner.reason().name()),
                candidate.assessment().at());
    }

    private static BatchResult result(List<AlertChange.DecidedChange> decided) {
        List<Notice> notices = new ArrayList<>();
        List<UUID> alerts = new ArrayList<>();
        List<UUID> former = new ArrayList<>();
        int upgraded = 0;
        for (AlertChange.DecidedChange one : decided) {
            notices.addAll(one.notices());
            alerts.add(one.alert().id());
            if (!one.change().isRaised()) former.add(one.alert().id());
            if (one.change().event() == AlertEvent.UPGRADED) upgraded++;
        }
        return new BatchResult(decided.size() - upgraded, upgraded, alerts, former, notices);
    }

    private void count(AlertChange.DecidedChange decided) {
        Assessment assessment = decided.change().assessment();
        if (assessment.dimension() == Dimension.CARE) return;
        metrics.counter(
                        "fengqiao_alerts",
                        "dimension",
                        assessment.dimension().code(),
                        "tier",
                        assessment.tier().name(),
                        "post",
                        decided.change().routing().owner().holder().kind().name())
                .increment();
        if (decided.decision() instanceof NotificationDecision.Suppress suppressed) {
            count("fengqiao_notifications_suppressed", assessment.dimension(), suppressed.reason());
        }
    }

    /** Care is never counted. */
    private void count(String name, Dimension dimension, Enum<?> reason) {
        if (dimension == Dimension.CARE) return;
        metrics.counter(name, "reason", reason.name()).increment();
    }
}
