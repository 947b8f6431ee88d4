package org.fengqiao.alerting;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.fengqiao.response.Escalation;

/** The clocks of an alert: each runs until its step is done, or the alert is closed. */
@ApplicationScoped
public class AlertClocks {

    /** A step is done in the caller's transaction: its running clock was met. */
    public void meet(Connection connection, UUID alert, String step, Instant at) throws SQLException {
        String sql = "update alert_clock set met_at = ?"
                + " where alert_id = ? and step = ? and met_at is null and stopped_at is null";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setTimestamp(1, Timestamp.from(at));
            update.setObject(2, alert);
            update.setString(3, step);
            update.executeUpdate();
        }
        clearAlarms(connection, alert + " " + step, at);
    }

    /** The alert is closed in the caller's transaction: nothing of it runs any longer. */
    public void stop(Connection connection, UUID alert, Instant at) throws SQLException {
        String sql =
                "update alert_clock set stopped_at = ? where alert_id = ? and met_at is null and stopped_at is null";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setTimestamp(1, Timestamp.from(at));
            update.setObject(2, alert);
            update.executeUpdate();
        }
        clearAlarms(connection, alert + " ", at);
    }

    /** What climbed to the top and is done now needs nobody's attention any longer. */
    private static void clearAlarms(Connection connection, String subject, Instant at) throws SQLException {
        String sql = "update operational_alarm set cleared_at = ?"
                + " where kind = ? and starts_with(subject, ?) and cleared_at is null";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setTimestamp(1, Timestamp.from(at));
            update.setString(2, Escalation.ALARM);
            update.setString(3, subject);
            update.executeUpdate();
        }
    }
}
