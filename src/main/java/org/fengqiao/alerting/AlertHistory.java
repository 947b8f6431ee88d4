package org.fengqiao.alerting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
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

/** The history of alerts, appended to in the transaction of what it records. */
@ApplicationScoped
public class AlertHistory {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> ARGUMENTS = new TypeReference<>() {};

    private static final String APPEND = """
            insert into alert_event (at, alert_id, event, arguments, actor, note, attachments)
            select ?::timestamptz, g.alert_id, g.event, g.arguments::jsonb, g.actor, g.note, g.attachments::uuid[]
            from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                as g(alert_id, event, arguments, actor, note, attachments)""";

    private static final String LAST = """
            select event, arguments, actor, note, attachments from alert_event where alert_id = ?
            order by id desc limit 1""";

    private static final String LAST_ACTIONS = """
            select alert_id, max(at) as at from alert_event where alert_id = any(?) and actor is not null
            group by alert_id""";

    private static final String LAST_BY =
            "select event from alert_event where alert_id = ? and actor = ? order by id desc limit 1";

    private static final String LAST_NOTE = """
            select id, at from alert_event where alert_id = ? and event = 'NOTED' and actor = ? and withdrawn_at is null
            order by id desc limit 1""";

    private static final String WITHDRAW = "update alert_event set withdrawn_at = ? where id = ?";

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
                text(entries, entry -> json(entry.arguments())),
                text(entries, AlertHistoryEntry::actor),
                text(entries, AlertHistoryEntry::note),
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

    /** The entry in the current row. */
    public static AlertHistoryEntry entry(UUID alert, ResultSet rows) throws SQLException {
        return new AlertHistoryEntry(
                alert,
                AlertEvent.valueOf(rows.getString("event")),
                arguments(rows.getString("arguments")),
                rows.getString("actor"),
                rows.getString("note"),
                Jdbc.uuids(rows, "attachments"));
    }

    private static String json(Map<String, Object> arguments) {
        try {
            return JSON.writeValueAsString(arguments);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Map<String, Object> arguments(String json) {
        try {
            return JSON.readValue(json, ARGUMENTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
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

    /** What somebody did last to an alert. */
    public Optional<AlertEvent> lastBy(UUID alert, String actor) {
        return query(new SqlStatement<>(
                LAST_BY,
                rows -> rows.next() ? Optional.of(AlertEvent.valueOf(rows.getString(1))) : Optional.empty(),
                Parameter.of(alert),
                Parameter.of(actor)));
    }

    /** A note that stands. */
    public record WrittenNote(long id, Instant at) {}

    /** The latest note of somebody on an alert. */
    public Optional<WrittenNote> lastNote(UUID alert, String actor) {
        return query(new SqlStatement<>(
                LAST_NOTE,
                rows -> rows.next()
                        ? Optional.of(new WrittenNote(rows.getLong("id"), Jdbc.instant(rows, "at")))
                        : Optional.empty(),
                Parameter.of(alert),
                Parameter.of(actor)));
    }

    /** It is shown no more. That it was taken back is an event of its own. */
    public void withdraw(WrittenNote note, Instant at) {
        query(SqlStatement.update(WITHDRAW, Parameter.of(Jdbc.utc(at)), Parameter.of(note.id())));
    }

    private <T> T query(SqlStatement<T> statement) {
        return Transactions.inTransaction(database, connection -> StatementBatch.execute(connection, statement));
    }
}
