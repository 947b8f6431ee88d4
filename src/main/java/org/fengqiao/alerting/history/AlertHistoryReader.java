package org.fengqiao.alerting.history;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertHistory;
import org.fengqiao.alerting.AlertHistoryEntry;
import org.fengqiao.platform.attachment.AttachmentQueries;
import org.fengqiao.platform.attachment.AttachmentView;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.BilingualText;

/** Reads histories as people read them: a sentence for each event, with names in place of codes. */
@ApplicationScoped
public class AlertHistoryReader {
    /** Of a note that was taken back only that is told. */
    private static final String COLUMNS = """
            select at, event, arguments, actor, case when withdrawn_at is null then note end as note,
                case when withdrawn_at is null then attachments else '{}' end as attachments from alert_event""";

    private static final String OF_ALERT = COLUMNS + " where alert_id = ? order by id desc limit 200";
    private static final String OF_CASE = COLUMNS
            + " where alert_id = ? and arguments->>'case' = ? and starts_with(event, 'MEDIATION_') order by id limit 1000";

    private final DataSource database;
    private final AttachmentQueries attachments;

    AlertHistoryReader(DataSource database, AttachmentQueries attachments) {
        this.database = database;
        this.attachments = attachments;
    }

    /**
     * Something that happened to an alert.
     *
     * @param text one sentence with who, whom and why
     * @param actor who did it; null for what the system did
     * @param note in the words of the actor, which the text has too; null for none
     * @param attachments files given with it
     */
    public record Event(
            Instant at,
            AlertEvent event,
            BilingualText text,
            Person actor,
            String note,
            List<AttachmentView> attachments) {}

    /** An account, and what its holder is called. */
    public record Person(String username, String name) {}

    private record Row(Instant at, AlertHistoryEntry entry) {}

    /** The latest first. */
    public List<Event> ofAlert(UUID alert) {
        return read(alert, OF_ALERT, Parameter.of(alert));
    }

    /** What belongs to one mediation of an alert, the earliest first. */
    public List<Event> ofCase(UUID alert, UUID mediation) {
        return read(alert, OF_CASE, Parameter.of(alert), Parameter.of(mediation.toString()));
    }

    private List<Event> read(UUID alert, String sql, Parameter... values) {
        return Transactions.inTransaction(database, connection -> {
            List<Row> rows = rows(connection, alert, sql, values);
            HistoryNames names =
                    HistoryNames.read(connection, rows.stream().map(Row::entry).toList());
            Map<UUID, AttachmentView> files = files(rows);
            return rows.stream().map(row -> event(row, names, files)).toList();
        });
    }

    private static List<Row> rows(Connection connection, UUID alert, String sql, Parameter... values)
            throws SQLException {
        return SqlStatement.list(
                        sql, rows -> new Row(Jdbc.instant(rows, "at"), AlertHistory.entry(alert, rows)), values)
                .execute(connection);
    }

    private Map<UUID, AttachmentView> files(List<Row> rows) {
        List<UUID> ids =
                rows.stream().flatMap(row -> row.entry().attachments().stream()).toList();
        return ids.isEmpty() ? Map.of() : attachments.find(ids);
    }

    private static Event event(Row row, HistoryNames names, Map<UUID, AttachmentView> files) {
        AlertHistoryEntry entry = row.entry();
        return new Event(
                row.at(),
                entry.event(),
                EventSentence.of(entry, names),
                entry.actor() == null
                        ? null
                        : new Person(entry.actor(), names.person(entry.actor()).zh()),
                entry.note(),
                AttachmentView.inOrder(entry.attachments(), files));
    }
}
