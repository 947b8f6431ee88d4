package org.fengqiao.response;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fengqiao.alerting.AlertOutcome;
import org.fengqiao.alerting.AlertScope;
import org.fengqiao.alerting.Notice;
import org.fengqiao.alerting.Outbox;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;
import org.fengqiao.policy.publication.Releases;
import org.fengqiao.registry.enterprise.EnterpriseAffiliations;

/**
 * Tells whoever reported on an enterprise what came of it. No row says who reported for which alert: the notice names neither
 * the alert nor the enterprise, so nobody who reads about an alert learns who spoke, the enterprise least of all.
 */
@ApplicationScoped
class ReporterFeedback {
    /**
     * Reports that stand, from the rule base's feedback_days before the alert on, each told of once: what an earlier closing told of is left out.
     * The time they happened at is bounded too, so that few months are looked into.
     */
    private static final String REPORTERS = """
            select a.username, max(o.learnt_at) as learnt_at, count(*) as reports
            from (select greatest(f.raised_at - ?::integer * interval '1 day', (select max(e.at) from alert b
                        join alert_event e on e.alert_id = b.id and e.event = 'CLOSED'
                        where b.enterprise_id = f.enterprise_id and b.dimension = f.dimension and e.at < ?)) as since
                from alert f where f.id = ?) untold
            join observation o on o.enterprise_id = ? and o.reporter is not null and o.retracted_at is null
                and o.learnt_at > untold.since and o.learnt_at <= ?
                and o.occurred_at > untold.since - interval '1 year'
            join account a on a.id = o.reporter and a.disabled_at is null
            group by a.username order by a.username""";

    private final Outbox outbox;
    private final EnterpriseAffiliations affiliations;
    private final Releases releases;

    ReporterFeedback(Outbox outbox, EnterpriseAffiliations affiliations, Releases releases) {
        this.outbox = outbox;
        this.affiliations = affiliations;
        this.releases = releases;
    }

    /** In the transaction that closes the alert. */
    void notifyReporters(Connection connection, Alert life, AlertScope place, Instant at) throws SQLException {
        if (place.dimension() != Dimension.LABOUR) return;
        // Whoever belongs to the enterprise hears nothing of what was done about it; whoever closed it knows.
        Set<String> untold = new HashSet<>(affiliations.affiliatedUsers(place.enterprise(), at));
        untold.add(life.closedBy);
        if (life.checkedBy != null) untold.add(life.checkedBy);
        List<Notice> notices = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(REPORTERS)) {
            select.setInt(1, releases.live().dimensions().get(place.dimension()).feedbackDays());
            select.setTimestamp(2, Timestamp.from(at));
            select.setObject(3, life.id);
            select.setObject(4, place.enterprise());
            select.setTimestamp(5, Timestamp.from(at));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    if (untold.contains(row.getString("username"))) continue;
                    notices.add(notice(life.outcome, row));
                }
            }
        }
        outbox.put(connection, notices, at);
    }

    private static Notice notice(AlertOutcome outcome, ResultSet row) throws SQLException {
        LocalDate day = LocalDate.ofInstant(Jdbc.instant(row, "learnt_at"), Time.CITY);
        int others = row.getInt("reports") - 1;
        BilingualText came = came(outcome);
        String zh = "您" + day + "报告的情况" + (others > 0 ? "（连同此前" + others + "条）" : "") + "已处理完毕：" + came.zh() + "。";
        String en = "what you reported on " + day + (others > 0 ? " (and " + others + " before it)" : "")
                + " has been seen to: " + came.en();
        return new Notice(
                Notice.Kind.OUTCOME,
                null,
                null,
                Optional.of(row.getString("username")),
                Tier.GREEN,
                new BilingualText(zh, en));
    }

    private static BilingualText came(AlertOutcome outcome) {
        return switch (outcome) {
            case AVERTED -> new BilingualText("风险已化解，谢谢您的报告", "the risk was averted; thank you for the report");
            case HAPPENED -> new BilingualText("纠纷仍然发生，已依法处置", "it happened all the same and was dealt with by law");
            case FALSE_ALARM -> new BilingualText("经核实未发现风险", "nothing was found when it was looked into");
            case MERGED -> new BilingualText("已并入关联企业的预警继续处理", "it goes on together with that of a related enterprise");
        };
    }
}
