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

/** The observations of an enterprise, newest first; psychological ones are in another schema and never shown. */
@ApplicationScoped
public class ObservationQueries {
    /**
     * @param indicatorName null if the live release does not have the indicator
     * @param retractedAt when a correction replaced it; null if none did
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

    private record Found(ObservationView view, long content) {}

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
                        rows -> new Found(
                                view(rows, Optional.ofNullable(indicators.get(rows.getString("indicator")))),
                                rows.getLong("content")));
        CursorPage<Found> page = CursorPage.of(
                found,
                limit,
                row -> Cursor.of(
                        row.view().occurredAt(), row.view().key(), row.view().learntAt(), row.content()));
        return new CursorPage<>(page.items().stream().map(Found::view).toList(), page.next());
    }

    public static SqlQuery page(UUID enterprise, String indicator, Cursor after, int rows) {
        SqlQuery query = new SqlQuery(
                        "select o.*, s.code as source_code, s.kind as source_kind from observation o"
                                + " join source s on s.id = o.source_id where o.enterprise_id = ?",
                        enterprise)
                .addIf(indicator != null, " and o.indicator = ?", indicator);
        if (after != null) {
            // Partitions are pruned by the first condition alone.
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

    private static ObservationView view(ResultSet rows, Optional<Indicator> indicator) throws SQLException {
        float confidence = rows.getFloat("confidence");
        boolean hasConfidence = !rows.wasNull();
        Instant retracted = Jdbc.instant(rows, "retracted_at");
        return new ObservationView(
                rows.getObject("key", UUID.class),
                rows.getString("indicator"),
                indicator.map(Indicator::name).orElse(null),
                indicator.map(Indicator::unit).orElse(null),
                rows.getDouble("value"),
                Jdbc.instant(rows, "occurred_at"),
                Jdbc.instant(rows, "learnt_at"),
                retracted != null,
                retracted,
                rows.getString("source_code"),
                rows.getString("source_kind"),
                hasConfidence ? confidence : null,
                rows.getBoolean("established"),
                rows.getString("evidence"));
    }
}
