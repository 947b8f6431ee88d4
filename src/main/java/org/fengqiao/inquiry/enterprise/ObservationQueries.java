package org.fengqiao.inquiry.enterprise;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.inquiry.Cursor;
import org.fengqiao.inquiry.CursorPage;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Indicator;
import org.fengqiao.policy.publication.Releases;

/** What was observed of an enterprise, newest first; never anything psychological, which lives in another schema. */
@ApplicationScoped
public class ObservationQueries {
    /**
     * One observation with its two times.
     *
     * @param indicatorName null when the live release does not know the indicator
     * @param retractedAt when a correction replaced it, or null while it stands
     */
    public record ObservationView(
            UUID key,
            String indicator,
            BilingualText indicatorName,
            String unit,
            double value,
            Instant occurredAt,
            Instant learntAt,
            boolean retracted,
            Instant retractedAt,
            String source,
            String sourceKind,
            Float confidence,
            boolean established,
            String evidence) {}

    private record Found(ObservationView seen, long content) {}

    private final DataSource database;
    private final Releases releases;

    ObservationQueries(DataSource database, Releases releases) {
        this.database = database;
        this.releases = releases;
    }

    public CursorPage<ObservationView> of(UUID enterprise, String indicator, String cursor, int limit) {
        var indicators = releases.live().indicators();
        List<Found> found = page(enterprise, indicator, Cursor.parse(cursor, 4), limit + 1)
                .list(
                        database,
                        row -> new Found(
                                seen(row, Optional.ofNullable(indicators.get(row.getString("indicator")))),
                                row.getLong("content")));
        CursorPage<Found> page = CursorPage.of(
                found,
                limit,
                f -> Cursor.of(f.seen().occurredAt(), f.seen().key(), f.seen().learntAt(), f.content()));
        return new CursorPage<>(page.items().stream().map(Found::seen).toList(), page.next());
    }

    public static SqlQuery page(UUID enterprise, String indicator, Cursor after, int rows) {
        SqlQuery query = new SqlQuery(
                        "select o.*, s.code as source_code, s.kind as source_kind from observation o"
                                + " join source s on s.id = o.source_id where o.enterprise_id = ?",
                        enterprise)
                .addIf(indicator != null, " and o.indicator = ?", indicator);
        if (after != null) {
            // the first condition alone is what the partitions are chosen by
            query.add(" and o.occurred_at <= ?", after.instant(0))
                    .add(
                            " and (o.occurred_at, o.key, o.learnt_at, o.content) < (?, ?, ?, ?)",
                            after.instant(0),
                            after.id(1),
                            after.instant(2),
                            after.number(3));
        }
        return query.add(" order by o.occurred_at desc, o.key desc, o.learnt_at desc, o.content desc limit ?", rows);
    }

    private static ObservationView seen(ResultSet row, Optional<Indicator> indicator) throws SQLException {
        float confidence = row.getFloat("confidence");
        boolean given = !row.wasNull();
        Instant retracted = Jdbc.instant(row, "retracted_at");
        return new ObservationView(
                row.getObject("key", UUID.class),
                row.getString("indicator"),
                indicator.map(Indicator::name).orElse(null),
                indicator.map(Indicator::unit).orElse(null),
                row.getDouble("value"),
                Jdbc.instant(row, "occurred_at"),
                Jdbc.instant(row, "learnt_at"),
                retracted != null,
                retracted,
                row.getString("source_code"),
                row.getString("source_kind"),
                given ? confidence : null,
                row.getBoolean("established"),
                row.getString("evidence"));
    }
}
