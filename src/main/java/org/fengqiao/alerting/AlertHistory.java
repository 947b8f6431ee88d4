package org.fengqiao.alerting;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.fengqiao.platform.attachment.Attachments;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.BilingualText;

/** The history of alerts, appended to in the transaction of what it records. */
@ApplicationScoped
public class AlertHistory {
    private static final String APPEND = """
            insert into alert_event (at, alert_id, event, detail, actor, note_zh, note_en, attachments)
            select ?::timestamptz, g.alert, g.event, g.detail, g.actor, g.zh, g.en, g.attachments::uuid[]
            from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                as g (alert, event, detail, actor, zh, en, attachments)""";

    private static final String LAST = """
            select event, detail, actor, note_zh, note_en, attachments from alert_event where alert_id = ?
            order by id desc limit 1""";

    private static final String LAST_ACTIONS = """
            select alert_id, max(at) as at from alert_event where alert_id = any(?) and actor is not null
            group by alert_id""";

    private final DataSource database;
    private final Attachments attachments;

    AlertHistory(DataSource database, Attachments attachments) {
        this.database = database;
        this.attachments = attachments;
    }

    /** Files that an entry names belong to its alert from then on. */
    public void append(List<AlertHistoryEntry> entries, Instant at) {
        entries.forEach(entry -> attachments.attach(entry.attachments(), entry.alert(), entry.actor()));
        Transactions.inTransaction(database, connection -> {
            StatementBatch batch = new StatementBatch();
            append(batch, entries, at);
            batch.execute(connection);
            return null;
        });
    }

    public static void append(StatementBatch batch, List<AlertHistoryEntry> entries, Instant at) {
        if (entries.isEmpty()) return;
        batch.add(new SqlStatement<>(
                APPEND,
                null,
                Parameter.of(Jdbc.utc(at)),
                Parameter.array("uuid", entries, AlertHistoryEntry::alert),
                text(entries, entry -> entry.event().name()),
                text(entries, AlertHistoryEntry::detail),
                text(entries, AlertHistoryEntry::actor),
                text(
                        entries,
                        entry -> entry.note() == null ? null : entry.note().zh()),
                text(
                        entries,
                        entry -> entry.note() == null ? null : entry.note().en()),
                text(entries, entry -> array(entry.attachments()))));
    }

    /** As PostgreSQL writes an array: lists of lists of different lengths have no type of their own. */
    private static String array(List<UUID> ids) {
        return ids.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    }

    private static Parameter text(List<AlertHistoryEntry> entries, Function<AlertHistoryEntry, Object> value) {
        return Parameter.array("text", entries, value);
    }

    /** The latest entry of an alert. */
    public Optional<AlertHistoryEntry> last(UUID alert) {
        return query(new SqlStatement<>(
                LAST, rows -> rows.next() ? Optional.of(entry(alert, rows)) : Optional.empty(), Parameter.of(alert)));
    }

    private static AlertHistoryEntry entry(UUID alert, ResultSet rows) throws SQLException {
        String zh = rows.getString("note_zh");
        return new AlertHistoryEntry(
                alert,
                AlertEvent.valueOf(rows.getString("event")),
                rows.getString("detail"),
                rows.getString("actor"),
                zh == null ? null : new BilingualText(zh, rows.getString("note_en")),
                Jdbc.uuids(rows, "attachments"));
    }

    /** When a person last did something about each of these alerts; without those about which nobody did anything. */
    public Map<UUID, Instant> lastActions(Collection<UUID> alerts) {
        return query(new SqlStatement<>(LAST_ACTIONS, AlertHistory::times, Parameter.uuids(alerts)));
    }

    private static Map<UUID, Instant> times(ResultSet rows) throws SQLException {
        Map<UUID, Instant> times = new HashMap<>();
        while (rows.next()) times.put(rows.getObject("alert_id", UUID.class), Jdbc.instant(rows, "at"));
        return times;
    }

    private <T> T query(SqlStatement<T> statement) {
        return Transactions.inTransaction(database, connection -> StatementBatch.execute(connection, statement));
    }
}
