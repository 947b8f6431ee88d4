package org.fengqiao.inquiry.alert;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.suppression.SuppressionQueries;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.AssessmentView;
import org.fengqiao.assessment.store.AssessmentHistory;
import org.fengqiao.inquiry.PostQueries;
import org.fengqiao.inquiry.PostSummary;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Route;
import org.fengqiao.policy.publication.Releases;
import org.fengqiao.registry.enterprise.Enterprise;
import org.fengqiao.registry.enterprise.EnterpriseStore;

/** All there is to know about one alert, gathered from where it is kept. */
@ApplicationScoped
public class AlertDossier {
    private static final int MOST_EVENTS = 200;

    private final DataSource database;
    private final AlertQueries alerts;
    private final PostQueries posts;
    private final EnterpriseStore enterprises;
    private final AssessmentHistory assessments;
    private final Releases releases;
    private final SuppressionQueries noise;

    AlertDossier(
            DataSource database,
            AlertQueries alerts,
            PostQueries posts,
            EnterpriseStore enterprises,
            AssessmentHistory assessments,
            Releases releases,
            SuppressionQueries noise) {
        this.database = database;
        this.alerts = alerts;
        this.posts = posts;
        this.enterprises = enterprises;
        this.assessments = assessments;
        this.releases = releases;
        this.noise = noise;
    }

    /**
     * @param dimension the one {@link AlertQueries#locate} gave
     * @param readerArea path of the reader's area: members of a group outside it are counted only
     */
    public Optional<AlertDetail> of(UUID id, Dimension dimension, String readerArea) {
        return alerts.find(id, dimension).map(line -> {
            Optional<Route> route = releases.byId(line.release()).routes().stream()
                    .filter(r -> r.id().equals(line.route()))
                    .findFirst();
            return new AlertDetail(
                    line,
                    enterprises.find(line.enterpriseId()).map(Enterprise::uscc).orElse(null),
                    posts.find(line.owner().post()).map(PostSummary::holder).orElse(null),
                    route.map(Route::reason).orElse(null),
                    route.map(Route::legalBasis).orElse(null),
                    route.map(Route::enterpriseTask)
                            .filter(task -> !task.zh().isBlank())
                            .orElse(null),
                    copies(id),
                    events(id),
                    noise.of(id, readerArea),
                    assessment(line, dimension));
        });
    }

    public List<AlertDetail.Copy> copies(UUID id) {
        String sql = "select p.id, p.kind, p.zh, p.en, c.username, c.reason from alert_copy c"
                + " join post p on p.id = c.post_id where c.alert_id = ? order by p.kind, p.zh";
        return new SqlQuery(sql, id)
                .list(
                        database,
                        row -> new AlertDetail.Copy(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6)));
    }

    public List<AlertDetail.Event> events(UUID id) {
        String sql = "select at, event, detail, actor, note_zh, note_en, attachment from alert_event"
                + " where alert_id = ? order by id desc";
        return new SqlQuery(sql, id)
                .add(" limit ?", MOST_EVENTS)
                .list(
                        database,
                        row -> new AlertDetail.Event(
                                Jdbc.instant(row, "at"),
                                AlertEvent.valueOf(row.getString("event")),
                                row.getString("detail"),
                                row.getString("actor"),
                                row.getString("note_zh") == null
                                        ? null
                                        : new BilingualText(row.getString("note_zh"), row.getString("note_en")),
                                row.getString("attachment")));
    }

    /** The newest that was there when the alert got its tier; it was saved at the same instant. */
    private AssessmentView assessment(AlertSummary line, Dimension dimension) {
        Instant justAfter = line.tierSince().plusNanos(1_000);
        Optional<Assessment> then = Transactions.inTransaction(
                database,
                connection -> assessments.history(connection, line.enterpriseId(), dimension, justAfter, 1).stream()
                        .findFirst());
        return then.map(assessment -> {
                    Release release = releases.byId(assessment.releaseId());
                    return AssessmentView.of(assessment, release);
                })
                .orElse(null);
    }
}
