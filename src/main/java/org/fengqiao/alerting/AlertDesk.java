package org.fengqiao.alerting;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.platform.Ids;
import org.fengqiao.policy.Dimension;
import org.fengqiao.registry.PostBook;

/**
 * From assessments to alerts: decide, route, write. One alert for each enterprise, dimension and episode; a graver tier
 * upgrades it and may move it to another owner, the same or a milder tier changes nothing.
 */
@ApplicationScoped
public class AlertDesk {
    private final AlertStore store;
    private final Ids ids;
    private final MeterRegistry metrics;

    AlertDesk(AlertStore store, Ids ids, MeterRegistry metrics) {
        this.store = store;
        this.ids = ids;
        this.metrics = metrics;
    }

    /**
     * What a batch of assessments led to.
     *
     * @param notices who has to be told, for the caller to send in the same transaction
     */
    public record Outcome(int raised, int upgraded, List<Notice> notices) {}

    /**
     * Considers assessments of one dimension in the caller's transaction.
     *
     * @param areaPaths the path of each enterprise's area, in the order of the assessments
     */
    public Outcome consider(
            Connection connection,
            Assessor assessor,
            PostBook posts,
            List<Assessment> assessments,
            List<String> areaPaths,
            Instant at)
            throws SQLException {
        List<Integer> alerting = new ArrayList<>();
        for (int i = 0; i < assessments.size(); i++) {
            if (assessments.get(i).tier().alerts() && assessments.get(i).dimension() != Dimension.INTEGRITY)
                alerting.add(i);
        }
        if (alerting.isEmpty()) return new Outcome(0, 0, List.of());
        Dimension dimension = assessments.get(0).dimension();
        List<UUID> enterprises =
                alerting.stream().map(i -> assessments.get(i).enterpriseId()).toList();
        Map<UUID, Decision.ActiveAlert> active = store.active(connection, dimension, enterprises);
        Routing routing = new Routing(assessor.release(), assessor.engine(), posts, at);
        List<AlertStore.Raised> raised = new ArrayList<>();
        List<AlertStore.Raised> upgraded = new ArrayList<>();
        for (int i : alerting) {
            Assessment assessment = assessments.get(i);
            Decision decision = Decision.on(assessment.tier(), active.get(assessment.enterpriseId()));
            if (decision instanceof Decision.Suppress suppress) {
                metrics.counter(
                                "fengqiao_alerts_suppressed",
                                "reason",
                                suppress.reason().name())
                        .increment();
                continue;
            }
            Routing.Routed routed = routing.route(assessment, areaPaths.get(i));
            UUID id = decision instanceof Decision.Upgrade upgrade
                    ? upgrade.alert().id()
                    : ids.next();
            var alert = new AlertStore.Raised(id, assessment, areaPaths.get(i), routed);
            (decision instanceof Decision.Upgrade ? upgraded : raised).add(alert);
            count(assessment, routed);
        }
        store.raise(connection, raised, at);
        store.upgrade(connection, upgraded, at);
        List<Notice> notices = new ArrayList<>();
        for (AlertStore.Raised alert : raised) notices.addAll(notices(Notice.Kind.RAISED, alert));
        for (AlertStore.Raised alert : upgraded) notices.addAll(notices(Notice.Kind.UPGRADED, alert));
        return new Outcome(raised.size(), upgraded.size(), notices);
    }

    /** The owner and everybody copied in. */
    private static List<Notice> notices(Notice.Kind kind, AlertStore.Raised alert) {
        List<Notice> notices = new ArrayList<>();
        notices.add(notice(kind, alert, alert.routed().owner()));
        for (Routing.Told copied : alert.routed().copies()) notices.add(notice(kind, alert, copied));
        return notices;
    }

    private static Notice notice(Notice.Kind kind, AlertStore.Raised alert, Routing.Told told) {
        return new Notice(
                kind,
                alert.id(),
                told.holder().postId(),
                told.holder().username(),
                alert.assessment().tier(),
                alert.routed().whyMe());
    }

    private void count(Assessment assessment, Routing.Routed routed) {
        if (assessment.dimension() == Dimension.CARE) return;
        metrics.counter(
                        "fengqiao_alerts",
                        "dimension",
                        assessment.dimension().code(),
                        "tier",
                        assessment.tier().name(),
                        "post",
                        routed.owner().holder().kind().name())
                .increment();
    }
}
