package org.fengqiao.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.BilingualText;

/** The notifications that people got or will get: by person, and by alert. */
@ApplicationScoped
public class Inbox {
    /**
     * One notification.
     *
     * @param username who got it, or who is to get it as long as nobody did
     * @param sentBy null while it waits
     */
    public record InboxEntry(
            UUID id,
            String kind,
            UUID alert,
            String tier,
            BilingualText why,
            String username,
            Instant madeAt,
            String state,
            String sentBy,
            Instant sentAt,
            UUID passedFrom) {}

    /** One attempt to deliver a notification. */
    public record AttemptView(
            int no, Instant at, String username, String channel, String destination, String outcome, String detail) {}

    /** A notification with all its attempts. */
    public record DeliveryHistory(InboxEntry notification, List<AttemptView> attempts) {}

    private static final String COLUMNS = "select id, kind, alert_id, tier, why_zh, why_en,"
            + " coalesce(delivered_to, username) as person, made_at, state, sent_by, sent_at, passed_from from notification";

    /** Each of the three parts is limited on its own index before they are combined. */
    private static final String OF_A_PERSON = """
             where id in (
                (select id from notification where delivered_to = ? and made_at >= ? and made_at < ?
                    order by made_at desc, id desc limit ?)
                union (select id from notification where username = ? and made_at >= ? and made_at < ?
                    order by made_at desc, id desc limit ?)
                union (select n.id from (select distinct post_id from post_holding
                        where username = ? and valid_from <= ? and (valid_to is null or valid_to > ?)) h
                    cross join lateral (select id from notification where post_id = h.post_id and made_at >= ?
                        and made_at < ? order by made_at desc, id desc limit ?) n))
            order by made_at desc, id desc limit ?""";

    private final DataSource database;

    Inbox(DataSource database) {
        this.database = database;
    }

    /** Of a person, by name or by the posts they hold now, within [from, to), newest first. */
    public List<InboxEntry> of(String username, Instant from, Instant to, int limit) {
        return list(COLUMNS + OF_A_PERSON, select -> {
            int at = 1;
            for (int part = 1; part <= 3; part++) {
                select.setString(at++, username);
                if (part == 3) {
                    select.setTimestamp(at++, Timestamp.from(to));
                    select.setTimestamp(at++, Timestamp.from(to));
                }
                select.setTimestamp(at++, Timestamp.from(from));
                select.setTimestamp(at++, Timestamp.from(to));
                select.setInt(at++, limit);
            }
            select.setInt(at, limit);
        });
    }

    List<InboxEntry> since(Collection<String> usernames, Instant from) {
        return list(COLUMNS + " where username = any(?) and made_at >= ? order by made_at", select -> {
            select.setArray(1, select.getConnection().createArrayOf("text", usernames.toArray()));
            select.setTimestamp(2, Timestamp.from(from));
        });
    }

    /** All of an alert, in their order. */
    public List<DeliveryHistory> ofAlert(UUID alert) {
        List<InboxEntry> entries = list(
                COLUMNS + " where alert_id = ? order by made_at, id limit 500", select -> select.setObject(1, alert));
        Map<UUID, List<AttemptView>> attempts =
                attempts(entries.stream().map(InboxEntry::id).toList());
        return entries.stream()
                .map(entry -> new DeliveryHistory(entry, attempts.getOrDefault(entry.id(), List.of())))
                .toList();
    }

    private Map<UUID, List<AttemptView>> attempts(List<UUID> notifications) {
        String sql = """
                select a.* from unnest(?::uuid[]) as n(id)
                cross join lateral (
                    select notification_id, no, at, username, channel, destination, outcome, detail from notification_attempt
                    where notification_id = n.id order by no desc limit 100) a
                order by a.notification_id, a.no desc""";
        Map<UUID, List<AttemptView>> attempts = new HashMap<>();
        return Transactions.inTransaction(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                Jdbc.setArray(select, 1, "uuid", notifications, id -> id);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        attempts.computeIfAbsent(row.getObject("notification_id", UUID.class), id -> new ArrayList<>())
                                .add(attempt(row));
                    }
                }
            }
            return attempts;
        });
    }

    private static AttemptView attempt(ResultSet row) throws SQLException {
        return new AttemptView(
                row.getInt("no"),
                Jdbc.instant(row, "at"),
                row.getString("username"),
                row.getString("channel"),
                row.getString("destination"),
                row.getString("outcome"),
                row.getString("detail"));
    }

    /** Sets the parameters of a query. */
    @FunctionalInterface
    private interface ParameterBinder {
        void set(PreparedStatement select) throws SQLException;
    }

    private List<InboxEntry> list(String sql, ParameterBinder parameters) {
        return Transactions.inTransaction(database, connection -> {
            List<InboxEntry> entries = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                parameters.set(select);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) entries.add(entry(row));
                }
            }
            return entries;
        });
    }

    private static InboxEntry entry(ResultSet row) throws SQLException {
        return new InboxEntry(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getObject("alert_id", UUID.class),
                row.getString("tier"),
                new BilingualText(row.getString("why_zh"), row.getString("why_en")),
                row.getString("person"),
                Jdbc.instant(row, "made_at"),
                row.getString("state"),
                row.getString("sent_by"),
                Jdbc.instant(row, "sent_at"),
                row.getObject("passed_from", UUID.class));
    }
}
