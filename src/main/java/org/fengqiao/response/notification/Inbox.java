package org.fengqiao.response.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.platform.Text;
import org.fengqiao.registry.Transactions;

/** What people have been told, or will be: by person, and by alert. */
@ApplicationScoped
public class Inbox {
    /**
     * One notification.
     *
     * @param username who was told, or is meant while nobody was
     * @param sentBy null while it waits
     */
    public record Entry(
            UUID id,
            String kind,
            UUID alert,
            String tier,
            Text why,
            String username,
            Instant madeAt,
            String state,
            String sentBy,
            Instant sentAt,
            UUID passedFrom) {}

    /** One attempt to tell somebody. */
    public record Attempt(
            int no, Instant at, String username, String via, String destination, String outcome, String detail) {}

    /** A notification with all that was tried. */
    public record Told(Entry notification, List<Attempt> attempts) {}

    private static final String COLUMNS = "select id, kind, alert_id, tier, why_zh, why_en,"
            + " coalesce(told, username) as person, made_at, state, sent_by, sent_at, passed_from from notification";

    private final DataSource database;

    Inbox(DataSource database) {
        this.database = database;
    }

    /** Of a person, by name or by the posts that are his now, within [from, to), newest first. */
    public List<Entry> of(String username, Instant from, Instant to, int most) {
        String sql = COLUMNS + "\n" + """
                 where (told = ? or username = ? or post_id in (select post_id from post_holding
                        where username = ? and valid_from <= ? and (valid_to is null or valid_to > ?)))
                    and made_at >= ? and made_at < ? order by made_at desc, id desc limit ?""";
        return list(sql, select -> {
            for (int i = 1; i <= 3; i++) select.setString(i, username);
            for (int i = 4; i <= 5; i++) select.setTimestamp(i, Timestamp.from(to));
            select.setTimestamp(6, Timestamp.from(from));
            select.setTimestamp(7, Timestamp.from(to));
            select.setInt(8, most);
        });
    }

    List<Entry> since(Collection<String> usernames, Instant from) {
        return list(COLUMNS + " where username = any(?) and made_at >= ? order by made_at", select -> {
            select.setArray(1, select.getConnection().createArrayOf("text", usernames.toArray()));
            select.setTimestamp(2, Timestamp.from(from));
        });
    }

    /** All of an alert, in their order. */
    public List<Told> ofAlert(UUID alert) {
        List<Entry> entries = list(
                COLUMNS + " where alert_id = ? order by made_at, id limit 500", select -> select.setObject(1, alert));
        return Transactions.inTransaction(database, connection -> {
            List<Told> told = new ArrayList<>();
            for (Entry entry : entries) told.add(new Told(entry, attempts(connection, entry.id())));
            return told;
        });
    }

    private static List<Attempt> attempts(Connection connection, UUID id) throws SQLException {
        List<Attempt> attempts = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select no, at, username, via, destination, outcome, detail from notification_attempt"
                        + " where notification_id = ? order by no desc limit 100")) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                while (row.next())
                    attempts.add(new Attempt(
                            row.getInt(1),
                            instant(row, "at"),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            row.getString(7)));
            }
        }
        return attempts;
    }

    /** Sets the parameters of a query. */
    @FunctionalInterface
    private interface Parameters {
        void set(PreparedStatement select) throws SQLException;
    }

    private List<Entry> list(String sql, Parameters parameters) {
        return Transactions.inTransaction(database, connection -> {
            List<Entry> entries = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                parameters.set(select);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) entries.add(entry(row));
                }
            }
            return entries;
        });
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getObject("alert_id", UUID.class),
                row.getString("tier"),
                new Text(row.getString("why_zh"), row.getString("why_en")),
                row.getString("person"),
                instant(row, "made_at"),
                row.getString("state"),
                row.getString("sent_by"),
                instant(row, "sent_at"),
                row.getObject("passed_from", UUID.class));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
