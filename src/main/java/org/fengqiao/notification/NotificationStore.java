package org.fengqiao.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.alerting.Notice;
import org.fengqiao.alerting.Outbox;
import org.fengqiao.notification.channel.Destination;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.post.PostKind;

/**
 * Claims notifications and writes what came of them. Each is a short transaction; none is open while somebody is being
 * told. Whoever lost a claim, because its lease ran out, writes nothing any more.
 */
@ApplicationScoped
class NotificationStore {
    private static final String CLAIM = """
            update notification n set next_at = ?, attempts = n.attempts + 1
            from (select id from notification where state = 'WAITING' and next_at <= ?
                  order by severity desc, next_at limit ? for update skip locked) due
            where n.id = due.id returning n.id""";

    private static final String READ = """
            select n.*, a.dimension, a.acknowledged_at, a.acknowledged_by, a.closed_at, e.name as enterprise,
                p.kind as post_kind, p.zh, p.en, p.area_path
            from notification n
            left join alert a on a.id = n.alert_id
            left join enterprise e on e.id = a.enterprise_id
            left join post p on p.id = n.post_id
            where n.id = any(?) order by n.severity desc, n.made_at""";

    private static final String MINE = " where id = ? and attempts = ? and state = 'WAITING'";

    private final DataSource database;
    private final Ids ids;

    NotificationStore(DataSource database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    /** What came of trying a channel, for the log of attempts. */
    record DeliveryAttempt(String person, Destination by, String failure, Instant at) {}

    /** Takes what is due; who does not say within the lease what came of it has lost it. */
    List<ClaimedNotification> claim(Instant at, Duration lease, int most) {
        return Transactions.inTransaction(database, connection -> {
            List<UUID> claimed = new ArrayList<>();
            try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
                claim.setTimestamp(1, Timestamp.from(at.plus(lease)));
                claim.setTimestamp(2, Timestamp.from(at));
                claim.setInt(3, most);
                try (ResultSet row = claim.executeQuery()) {
                    while (row.next()) claimed.add(row.getObject(1, UUID.class));
                }
            }
            return claimed.isEmpty() ? List.of() : read(connection, claimed);
        });
    }

    private static List<ClaimedNotification> read(Connection connection, List<UUID> ids) throws SQLException {
        List<ClaimedNotification> due = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) due.add(due(row));
            }
        }
        return due;
    }

    private static ClaimedNotification due(ResultSet row) throws SQLException {
        UUID post = row.getObject("post_id", UUID.class);
        UUID alert = row.getObject("alert_id", UUID.class);
        return new ClaimedNotification(
                row.getObject("id", UUID.class),
                row.getInt("attempts"),
                Notice.Kind.valueOf(row.getString("kind")),
                Tier.valueOf(row.getString("tier")),
                new BilingualText(row.getString("why_zh"), row.getString("why_en")),
                Jdbc.instant(row, "made_at"),
                row.getString("username"),
                row.getInt("channel_no"),
                row.getInt("tries"),
                List.of((String[]) row.getArray("tried").getArray()),
                post == null
                        ? null
                        : new ClaimedNotification.RecipientPost(
                                post,
                                PostKind.valueOf(row.getString("post_kind")),
                                new BilingualText(row.getString("zh"), row.getString("en")),
                                row.getString("area_path")),
                alert == null
                        ? null
                        : new ClaimedNotification.AlertSnapshot(
                                alert,
                                "care".equals(row.getString("dimension")),
                                row.getString("enterprise"),
                                Jdbc.instant(row, "acknowledged_at"),
                                row.getString("acknowledged_by"),
                                Jdbc.instant(row, "closed_at")));
    }

    void markSent(ClaimedNotification due, DeliveryAttempt attempt) {
        settle(due, attempt, "state = 'SENT', told = ?, sent_by = ?, sent_at = ?", update -> {
            update.setString(1, attempt.person());
            update.setString(2, attempt.by().type().name());
            update.setTimestamp(3, Timestamp.from(attempt.at()));
            return 4;
        });
    }

    /** Nobody needs to be told any more. */
    void stop(ClaimedNotification due) {
        settle(due, null, "state = 'STOPPED'", update -> 1);
    }

    /** Not tried: quiet hours, or a receiver that is busy. */
    void postpone(ClaimedNotification due, Instant at) {
        settle(due, null, "next_at = ?", update -> {
            update.setTimestamp(1, Timestamp.from(at));
            return 2;
        });
    }

    void retry(ClaimedNotification due, DeliveryAttempt attempt, int channel, int tries, Instant at) {
        settle(due, attempt, "channel_no = ?, tries = ?, next_at = ?", update -> {
            update.setInt(1, channel);
            update.setInt(2, tries);
            update.setTimestamp(3, Timestamp.from(at));
            return 4;
        });
    }

    /**
     * Ends this one and makes another for the next person, in one transaction.
     *
     * @param attempt the last one, or null when there was nobody to try
     */
    void passOn(
            ClaimedNotification due,
            DeliveryAttempt attempt,
            FallbackRecipients.FallbackRecipient next,
            BilingualText why,
            Instant at) {
        Transactions.inTransaction(database, connection -> {
            if (!settle(connection, due, attempt, "state = 'PASSED_ON'", update -> 1)) return null;
            String sql = """
                    insert into notification (id, kind, alert_id, post_id, username, tier, why_zh, why_en, made_at,
                        next_at, severity, passed_from, tried)
                    select ?, kind, alert_id, ?, ?, tier, ?, ?, ?, ?, severity, id, array_append(tried, ?)
                    from notification where id = ?""";
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                insert.setObject(1, ids.next());
                insert.setObject(2, next.post());
                insert.setString(3, next.username());
                insert.setString(4, why.zh());
                insert.setString(5, why.en());
                insert.setTimestamp(6, Timestamp.from(at));
                insert.setTimestamp(7, Timestamp.from(at));
                insert.setString(8, attempt == null ? "" : attempt.person());
                insert.setObject(9, due.id());
                insert.executeUpdate();
            }
            try (PreparedStatement wake = connection.prepareStatement(Outbox.NOTIFY)) {
                wake.setString(1, next.username());
                wake.execute();
            }
            return null;
        });
    }

    /** Sets the parameters of an update and gives back the next free one. */
    @FunctionalInterface
    private interface ParameterBinder {
        int set(PreparedStatement update) throws SQLException;
    }

    private void settle(ClaimedNotification due, DeliveryAttempt attempt, String change, ParameterBinder parameters) {
        Transactions.inTransaction(database, connection -> settle(connection, due, attempt, change, parameters));
    }

    /** False when the claim was lost meanwhile. */
    private static boolean settle(
            Connection connection,
            ClaimedNotification due,
            DeliveryAttempt attempt,
            String change,
            ParameterBinder parameters)
            throws SQLException {
        if (attempt != null) log(connection, due, attempt);
        try (PreparedStatement update = connection.prepareStatement("update notification set " + change + MINE)) {
            int next = parameters.set(update);
            update.setObject(next, due.id());
            update.setInt(next + 1, due.attempt());
            return update.executeUpdate() == 1;
        }
    }

    private static void log(Connection connection, ClaimedNotification due, DeliveryAttempt attempt)
            throws SQLException {
        String sql = "insert into notification_attempt (notification_id, no, at, username, via, destination, outcome,"
                + " detail) values (?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setObject(1, due.id());
            insert.setInt(2, due.attempt());
            insert.setTimestamp(3, Timestamp.from(attempt.at()));
            insert.setString(4, attempt.person());
            insert.setString(5, attempt.by().type().name());
            insert.setString(6, attempt.by().redactedAddress());
            insert.setString(7, attempt.failure() == null ? "SENT" : "FAILED");
            insert.setString(8, attempt.failure());
            insert.executeUpdate();
        }
    }

    /** Who holds a post or stands in for it at a moment, the holder first. */
    List<String> holders(UUID post, Instant at) {
        return Transactions.inTransaction(database, connection -> {
            String sql = "select username from post_holding where post_id = ? and valid_from <= ?"
                    + " and (valid_to is null or valid_to > ?) order by stand_in, valid_from desc, username";
            List<String> holders = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setObject(1, post);
                select.setTimestamp(2, Timestamp.from(at));
                select.setTimestamp(3, Timestamp.from(at));
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) holders.add(row.getString(1));
                }
            }
            return holders;
        });
    }
}
