package org.fengqiao.notification.channel;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.jdbc.Transactions;

/**
 * Which mail server or host is dead. After some failures in a row it is an operational alarm, and is left in peace for a
 * while so that waiting for it holds up nobody else; the first success clears the alarm.
 */
@ApplicationScoped
public class ChannelHealth {
    private static final int DEAD_AFTER = 5;
    private static final Duration REST = Duration.ofSeconds(10);

    private final DataSource database;
    private final Ids ids;
    private final Map<String, EndpointState> roads = new ConcurrentHashMap<>();

    ChannelHealth(DataSource database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    /** Failures in a row, and until when it rests. */
    private record EndpointState(int failures, Instant restsUntil) {}

    public boolean isSuspended(String road, Instant at) {
        EndpointState state = roads.get(road);
        return state != null && at.isBefore(state.restsUntil());
    }

    public void recordSuccess(String road, Instant at) {
        EndpointState before = roads.put(road, new EndpointState(0, Instant.MIN));
        // Of what this process knows nothing, another one may have said that it is dead.
        if (before == null || before.failures() >= DEAD_AFTER) clear(road, at);
    }

    public void recordFailure(String road, String reason, Instant at) {
        EndpointState now = roads.merge(road, new EndpointState(1, Instant.MIN), (known, one) -> {
            int failures = known.failures() + 1;
            return new EndpointState(failures, failures >= DEAD_AFTER ? at.plus(REST) : Instant.MIN);
        });
        if (now.failures() == DEAD_AFTER) raise(road, reason, at);
    }

    private void raise(String road, String reason, Instant at) {
        String sql = "insert into operational_alarm (id, kind, subject, zh, en, raised_at)"
                + " values (?, 'CHANNEL_DEAD', ?, ?, ?, ?) on conflict (kind, subject) do update"
                + " set cleared_at = null, raised_at = excluded.raised_at, zh = excluded.zh, en = excluded.en"
                + " where operational_alarm.cleared_at is not null";
        Transactions.inTransaction(database, connection -> {
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                insert.setObject(1, ids.next());
                insert.setString(2, road);
                insert.setString(3, "通知渠道 " + road + " 连续失败（" + reason + "），通知改走其他渠道或其他人；请检查该服务器及设置。");
                insert.setString(
                        4,
                        "The channel " + road + " fails again and again (" + reason
                                + "); notifications go by other channels or to others. Look at that server and its settings.");
                insert.setTimestamp(5, Timestamp.from(at));
                return insert.executeUpdate();
            }
        });
    }

    private void clear(String road, Instant at) {
        String sql = "update operational_alarm set cleared_at = ?"
                + " where kind = 'CHANNEL_DEAD' and subject = ? and cleared_at is null";
        Transactions.inTransaction(database, connection -> {
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                update.setTimestamp(1, Timestamp.from(at));
                update.setString(2, road);
                return update.executeUpdate();
            }
        });
    }
}
