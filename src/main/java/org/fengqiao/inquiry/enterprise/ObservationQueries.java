package org.fengqiao.inquiry.enterprise;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.inquiry.Cursor;
import org.fengqiao.inquiry.CursorPage;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.attachment.AttachmentQueries;
import org.fengqiao.platform.attachment.AttachmentView;
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
            String evidence,
            List<AttachmentView> attachments) {
        ObservationView with(List<AttachmentView> files) {
            return new ObservationView(
                    key,
                    indicator,
                    indicatorName,
                    unit,
                    value,
                    occurredAt,
                    learntAt,
                    retracted,
                    retractedAt,
                    source,
                    sourceKind,
                    confidence,
                    established,
                    evidence,
                    files);
        }
    }

    private record Found(ObservationView view, long content) {}

    private final DataSource database;
    private final Releases releases;
    private final AttachmentQueries attachments;

    ObservationQueries(DataSource database, Releases releases, AttachmentQueries attachments) {
        this.database = database;
        this.releases = releases;
        this.attachments = attachments;
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
        List<UUID> keys = page.items().stream().map(row -> row.view().key()).toList();
        Map<UUID, List<AttachmentView>> files = attachments.ofRecords(keys);
        List<ObservationView> items = page.items().stream()
                .map(row -> row.view().with(files.getOrDefault(row.view().key(), List.of())))
                .toList();
        return new CursorPage<>(items, page.next());
    }

    /** Refuses an observation that is not one of this enterprise. */
    public void requireOf(UUID enterprise, UUID key) {
        SqlQuery query =
                new SqlQuery("select 1 from observation_key where key = ? and enterprise_id = ?", key, enterprise);
        if (query.first(database, rows -> 1).isEmpty()) {
            throw ProblemException.notFound(
                    "observation-unknown",
                    "这家企业没有观测 " + key + "。请在其观测列表查找。",
                    "This enterprise has no observation " + key + ". Find it in the list of its observations.");
        }
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
                rows.getString("evidence"),
                List.of());
    }
}
