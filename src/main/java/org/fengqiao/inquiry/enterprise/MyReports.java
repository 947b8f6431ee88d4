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

/** What somebody reported himself, and what came of it; nobody else's reports. */
@ApplicationScoped
public class MyReports {
    /** The alert it was weighed in: open when it came or raised within the three months after; the first of these. */
    private static final String DRESS = """
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
        /** A later report of the same took its place. */
        RETRACTED,
        /** Weighed, and so far no reason for an alert. */
        NOTED,
        IN_HAND,
        AVERTED,
        HAPPENED,
        FALSE_ALARM,
        MERGED,
        /** About an enterprise he belongs to: what is done about it is not told to those who belong there. */
        NOT_TOLD
    }

    /** @param endedAt when the alert was closed; null when there is none, or not yet */
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
     * @param reporter his account
     * @param areaPath of the reader; what he reported elsewhere before he moved is no longer his to read
     * @param employers enterprises he belongs to
     */
    public CursorPage<Report> of(UUID reporter, String areaPath, Set<UUID> employers, String cursor, int limit) {
        CursorPage<Found> page = CursorPage.of(
                page(reporter, areaPath, Cursor.parse(cursor, 3), limit + 1)
                        .list(database, row -> new Found(report(row, employers), row.getObject("key", UUID.class))),
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
                .wrap("with page as (", DRESS);
    }

    private Report report(ResultSet row, Set<UUID> employers) throws SQLException {
        UUID enterprise = row.getObject("enterprise_id", UUID.class);
        Indicator indicator = releases.live().indicators().get(row.getString("indicator"));
        boolean told = !employers.contains(enterprise);
        return new Report(
                enterprise,
                row.getString("name"),
                row.getString("indicator"),
                indicator == null ? null : indicator.name(),
                row.getDouble("value"),
                Jdbc.instant(row, "occurred_at"),
                Jdbc.instant(row, "learnt_at"),
                told ? outcomeOf(row) : ReportOutcome.NOT_TOLD,
                told ? Jdbc.instant(row, "closed_at") : null);
    }

    private static ReportOutcome outcomeOf(ResultSet row) throws SQLException {
        if (row.getTimestamp("retracted_at") != null) return ReportOutcome.RETRACTED;
        if (!row.getBoolean("alerted")) return ReportOutcome.NOTED;
        String outcome = row.getString("outcome");
        return outcome == null || row.getTimestamp("closed_at") == null
                ? ReportOutcome.IN_HAND
                : ReportOutcome.valueOf(outcome);
    }
}
