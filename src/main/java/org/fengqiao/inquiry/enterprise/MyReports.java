package org.fengqiao.inquiry.enterprise;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.inquiry.Cursor;
import org.fengqiao.inquiry.CursorPage;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Indicator;
import org.fengqiao.policy.publication.Releases;

/** A user's own reports and what came of them. */
@ApplicationScoped
public class MyReports {
    /** Joins the first alert that was open when the report arrived or raised within 90 days after. */
    private static final String WITH_ALERT = """
            )
            select o.*, w.closed_at, w.outcome, w.id is not null as alerted from page o
            left join lateral (
                select a.id, a.closed_at, a.outcome from alert a
                where a.enterprise_id = o.enterprise_id and a.dimension = 'labour'
                    and (a.closed_at is null or a.closed_at >= o.learnt_at)
                    and a.raised_at <= o.learnt_at + interval '90 days'
                order by a.raised_at limit 1) w on true
            order by o.occurred_at desc, o.key desc, o.learnt_at desc""";

    private final DataSource database;
    private final Releases releases;

    MyReports(DataSource database, Releases releases) {
        this.database = database;
        this.releases = releases;
    }

    /** What became of a report. */
    public enum ReportOutcome {
        /** Replaced by a later report of the same. */
        RETRACTED,
        /** Assessed, without an alert so far. */
        NOTED,
        IN_HAND,
        AVERTED,
        HAPPENED,
        FALSE_ALARM,
        MERGED,
        /** About an enterprise that the reporter belongs to; its people do not learn what is done about it. */
        NOT_TOLD
    }

    /** @param endedAt when the alert was closed; null if there is none or it is open */
    public record Report(
            UUID enterprise,
            String name,
            String indicator,
            BilingualText indicatorName,
            double value,
            Instant occurredAt,
            Instant reportedAt,
            ReportOutcome outcome,
            Instant endedAt) {}

    private record Found(Report report, UUID key) {}

    /**
     * The latest first.
     *
     * @param areaPath of the reader; reports from an earlier area are not shown
     * @param employers enterprises that the reporter belongs to
     */
    public CursorPage<Report> of(UUID reporter, String areaPath, Set<UUID> employers, String cursor, int limit) {
        CursorPage<Found> page = CursorPage.of(
                page(reporter, areaPath, Cursor.parse(cursor, 3), limit + 1)
                        .list(database, rows -> new Found(report(rows, employers), rows.getObject("key", UUID.class))),
                limit,
                found -> Cursor.of(
                        found.report().occurredAt(), found.key(), found.report().reportedAt()));
        return new CursorPage<>(page.items().stream().map(Found::report).toList(), page.next());
    }

    public static SqlQuery page(UUID reporter, String areaPath, Cursor after, int rows) {
        SqlQuery query = new SqlQuery(
                        "select o.key, o.enterprise_id, e.name, o.indicator, o.value, o.occurred_at, o.learnt_at,"
                                + " o.retracted_at from observation o join enterprise e on e.id = o.enterprise_id"
                                + " where o.reporter = ?",
                        reporter)
                .inArea("e.area_path", areaPath);
        if (after != null) {
            query.add(" and o.occurred_at <= ?", after.instant(0))
                    .add(
                            " and (o.occurred_at, o.key, o.learnt_at) < (?, ?, ?)",
                            after.instant(0),
                            after.id(1),
                            after.instant(2));
        }
        return query.add(" order by o.occurred_at desc, o.key desc, o.learnt_at desc limit ?", rows)
                .wrap("with page as (", WITH_ALERT);
    }

    private Report report(ResultSet rows, Set<UUID> employers) throws SQLException {
        UUID enterprise = rows.getObject("enterprise_id", UUID.class);
        Indicator indicator = releases.live().indicators().get(rows.getString("indicator"));
        boolean visible = !employers.contains(enterprise);
        return new Report(
                enterprise,
                rows.getString("name"),
                rows.getString("indicator"),
                indicator == null ? null : indicator.name(),
                rows.getDouble("value"),
                Jdbc.instant(rows, "occurred_at"),
                Jdbc.instant(rows, "learnt_at"),
                visible ? outcomeOf(rows) : ReportOutcome.NOT_TOLD,
                visible ? Jdbc.instant(rows, "closed_at") : null);
    }

    private static ReportOutcome outcomeOf(ResultSet rows) throws SQLException {
        if (rows.getTimestamp("retracted_at") != null) return ReportOutcome.RETRACTED;
        if (!rows.getBoolean("alerted")) return ReportOutcome.NOTED;
        String outcome = rows.getString("outcome");
        return outcome == null || rows.getTimestamp("closed_at") == null
                ? ReportOutcome.IN_HAND
                : ReportOutcome.valueOf(outcome);
    }
}
