package org.fengqiao.inquiry.alert;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.alerting.history.AlertHistoryReader;
import org.fengqiao.alerting.suppression.SuppressionQueries;
import org.fengqiao.assessment.AssessmentView;
import org.fengqiao.inquiry.ExplainedAssessments;
import org.fengqiao.inquiry.PostQueries;
import org.fengqiao.inquiry.PostSummary;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Route;
import org.fengqiao.policy.publication.Releases;
import org.fengqiao.registry.enterprise.Enterprise;
import org.fengqiao.registry.enterprise.EnterpriseStore;

/** Gathers everything about one alert. */
@ApplicationScoped
public class AlertDossier {
    private final DataSource database;
    private final AlertQueries alerts;
    private final PostQueries posts;
    private final EnterpriseStore enterprises;
    private final ExplainedAssessments assessments;
    private final Releases releases;
    private final SuppressionQueries noise;
    private final AlertHistoryReader history;

    AlertDossier(
            DataSource database,
            AlertQueries alerts,
            PostQueries posts,
            EnterpriseStore enterprises,
            ExplainedAssessments assessments,
            Releases releases,
            SuppressionQueries noise,
            AlertHistoryReader history) {
        this.database = database;
        this.alerts = alerts;
        this.posts = posts;
        this.enterprises = enterprises;
        this.assessments = assessments;
        this.releases = releases;
        this.noise = noise;
        this.history = history;
    }

    /**
     * @param dimension the one {@link AlertQueries#locate} gave
     * @param readerArea path of the reader's area; group members outside it are only counted
     */
    public Optional<AlertDetail> of(UUID id, Dimension dimension, String readerArea) {
        return alerts.find(id, dimension).map(alert -> {
            Optional<Route> route = releases.byId(alert.release()).routes().stream()
                    .filter(candidate -> candidate.id().equals(alert.route()))
                    .findFirst();
            return new AlertDetail(
                    alert,
                    enterprises.find(alert.enterpriseId()).map(Enterprise::uscc).orElse(null),
                    posts.find(alert.owner().post()).map(PostSummary::holder).orElse(null),
                    route.map(Route::reason).orElse(null),
                    route.map(Route::legalBasis).orElse(null),
                    route.map(Route::enterpriseTask)
                            .filter(task -> !task.zh().isBlank())
                            .orElse(null),
                    copies(id),
                    history.ofAlert(id),
                    noise.of(id, readerArea),
                    assessment(alert, dimension));
        });
    }

    public List<AlertDetail.Copy> copies(UUID id) {
        String sql = "select p.id, p.kind, p.zh, p.en, c.username, c.reason from alert_copy c"
                + " join post p on p.id = c.post_id where c.alert_id = ? order by p.kind, p.zh";
        return new SqlQuery(sql, id)
                .list(
                        database,
                        rows -> new AlertDetail.Copy(
                                rows.getObject(1, UUID.class),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getString(4),
                                rows.getString(5),
                                rows.getString(6)));
    }

    /** The latest when the alert got its tier; it was saved at the same instant. */
    private AssessmentView assessment(AlertSummary alert, Dimension dimension) {
        Instant justAfter = alert.tierSince().plusNanos(1_000);
        return assessments
                .latest(alert.enterpriseId(), dimension, justAfter)
                .map(assessments::annotate)
                .orElse(null);
    }
}
