package org.fengqiao.alerting;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;

/** Writes down which notices were held back, and why. */
final class HeldStore {
    private static final String PUT = """
            insert into alert_held (alert_id, at, reason, tier, why_zh, why_en, until, silence_id, subject, post_id, ended_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private HeldStore() {}

    static void put(Connection connection, List<Arrival.Settled> settled, Instant at) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(PUT)) {
            for (Arrival.Settled one : settled) {
                if (!(one.telling() instanceof Telling.Hold hold)) continue;
                insert.setObject(1, one.arrival().id());
                insert.setTimestamp(2, Timestamp.from(at));
                insert.setString(3, hold.reason().name());
                insert.setString(4, one.arrival().assessment().tier().name());
                insert.setString(5, hold.why().zh());
                insert.setString(6, hold.why().en());
                insert.setTimestamp(7, hold.until() == null ? null : Timestamp.from(hold.until()));
                insert.setObject(8, hold.silence(), Types.OTHER);
                insert.setString(9, hold.subject());
                insert.setObject(10, one.supervisor(), Types.OTHER);
                // Of a group there is nothing to come: the lead was told.
                boolean over = hold.reason() == Telling.Reason.GROUPED;
                insert.setTimestamp(11, over ? Timestamp.from(at) : null);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
