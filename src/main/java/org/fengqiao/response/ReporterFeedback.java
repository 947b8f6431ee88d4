package org.fengqiao.response;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.alerting.Alert;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertOutcome;
import org.fengqiao.alerting.AlertScope;
import org.fengqiao.alerting.Notice;
import org.fengqiao.alerting.Outbox;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.jdbc.Transactions;
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
     * Reports that stand, from the rule base's feedback days before the alert on, each answered once: what an earlier
     * closing answered is left out. The time of the facts is bounded too, so that few partitions are searched.
     */
    private static final String REPORTERS = """
            select a.username, max(o.learnt_at) as learnt_at, count(*) as reports
            from (select greatest(f.raised_at - ?::integer * interval '1 day', (select max(e.at) from alert b
                        join alert_event e on e.alert_id = b.id and e.event = ?
                        where b.enterprise_id = f.enterprise_id and b.dimension = f.dimension and e.at < ?)) as since
                from alert f where f.id = ?) untold
            join observation o on o.enterprise_id = ? and o.reporter is not null and o.retracted_at is null
                and o.learnt_at > untold.since and o.learnt_at <= ?
                and o.occurred_at > untold.since - interval '1 year'
            join account a on a.id = o.reporter and a.disabled_at is null
            group by a.username order by a.username""";

    private final DataSource database;
    private final Outbox outbox;
    private final EnterpriseAffiliations affiliations;
    private final Releases releases;

    ReporterFeedback(DataSource database, Outbox outbox, EnterpriseAffiliations affiliations, Releases releases) {
        this.database = database;
        this.outbox = outbox;
        this.affiliations = affiliations;
        this.releases = releases;
    }

    private record Reporter(String username, Instant learntAt, int reports) {}

    /** In the transaction that closes the alert. */
    void notifyReporters(Alert alert, Instant at) {
        AlertScope scope = alert.scope();
        if (scope.dimension() != Dimension.LABOUR) return;
        // Affiliated users learn nothing of what was done about their enterprise; whoever closed the alert knows.
        Set<String> excluded = new HashSet<>(affiliations.affiliatedUsers(scope.enterprise(), at));
        excluded.add(alert.closedBy());
        if (alert.checkedBy() != null) excluded.add(alert.checkedBy());
        List<Notice> notices = reporters(alert.id(), scope, at).stream()
                .filter(reporter -> !excluded.contains(reporter.username()))
                .map(reporter -> notice(alert.outcome(), reporter))
                .toList();
        outbox.put(notices, at);
    }

    private List<Reporter> reporters(UUID alert, AlertScope scope, Instant at) {
        Parameter now = Parameter.of(Jdbc.utc(at));
        Parameter days =
                Parameter.of(releases.live().dimensions().get(scope.dimension()).feedbackDays());
        SqlStatement<List<Reporter>> statement = new SqlStatement<>(
                REPORTERS,
                ReporterFeedback::read,
                days,
                Parameter.of(AlertEvent.CLOSED.name()),
                now,
                Parameter.of(alert),
                Parameter.of(scope.enterprise()),
                now);
        return Transactions.inTransaction(database, connection -> StatementBatch.execute(connection, statement));
    }

    private static List<Reporter> read(ResultSet rows) throws SQLException {
        List<Reporter> reporters = new ArrayList<>();
        while (rows.next()) {
            reporters.add(
                    new Reporter(rows.getString("username"), Jdbc.instant(rows, "learnt_at"), rows.getInt("reports")));
        }
        return reporters;
    }

    private static Notice notice(AlertOutcome outcome, Reporter reporter) {
        LocalDate day = LocalDate.ofInstant(reporter.learntAt(), Time.CITY);
        int others = reporter.reports() - 1;
        BilingualText result = result(outcome);
        String zh = "您" + day + "报告的情况" + (others > 0 ? "（连同此前" + others + "条）" : "") + "已处理完毕：" + result.zh() + "。";
        String en = "what you reported on " + day + (others > 0 ? " (and " + others + " before it)" : "")
                + " has been seen to: " + result.en();
        return new Notice(
                Notice.Kind.OUTCOME,
                null,
                null,
                Optional.of(reporter.username()),
                Tier.GREEN,
                new BilingualText(zh, en));
    }

    private static BilingualText result(AlertOutcome outcome) {
        return switch (outcome) {
            case AVERTED -> new BilingualText("风险已化解，谢谢您的报告", "the risk was averted; thank you for the report");
            case HAPPENED -> new BilingualText("纠纷仍然发生，已依法处置", "it happened all the same and was dealt with by law");
            case FALSE_ALARM -> new BilingualText("经核实未发现风险", "nothing was found when it was looked into");
            case MERGED -> new BilingualText("已并入关联企业的预警继续处理", "it goes on together with that of a related enterprise");
        };
    }
}
