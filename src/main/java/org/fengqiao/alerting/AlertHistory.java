package org.fengqiao.alerting;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;

/** Appends to the history of alerts, in the transaction of what it records. */
public final class AlertHistory {
    private static final String APPEND = """
            insert into alert_event (at, alert_id, event, detail, actor, note_zh, note_en, attachment)
            select ?::timestamptz, g.*
            from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[]) as g""";

    private AlertHistory() {}

    public static void append(Connection connection, List<AlertHistoryEntry> entries, Instant at) throws SQLException {
        StatementBatch batch = new StatementBatch();
        append(batch, entries, at);
        batch.execute(connection);
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
                text(entries, AlertHistoryEntry::attachment)));
    }

    private static Parameter text(List<AlertHistoryEntry> entries, Function<AlertHistoryEntry, Object> value) {
        return Parameter.array("text", entries, value);
    }
}
