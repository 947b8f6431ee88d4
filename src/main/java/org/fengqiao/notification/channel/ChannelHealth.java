package org.fengqiao.notification.channel;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.jdbc.Transactions;

/**
 * Which mail server or host is down. After some failures in a row it raises an operational alarm and suspends the endpoint
 * for a while, so that waiting for it holds up nobody else; the first success clears the alarm.
 */
@ApplicationScoped
class ChannelHealth {
    private static final int DEAD_AFTER = 5;
    private static final Duration SUSPENSION = Duration.ofSeconds(10);

    private static final String RAISE = "insert into operational_alarm (id, kind, subject, zh, en, raised_at)"
            + " values (?, 'CHANNEL_DEAD', ?, ?, ?, ?) on conflict (kind, subject) do update"
            + " set cleared_at = null, raised_at = excluded.raised_at, zh = excluded.zh, en = excluded.en"
            + " where operational_alarm.cleared_at is not null";
    private static final String CLEAR = "update operational_alarm set cleared_at = ?"
            + " where kind = 'CHANNEL_DEAD' and subject = ? and cleared_at is null";

    private final DataSource database;
    private final Ids ids;
    private final Map<String, EndpointState> endpoints = new ConcurrentHashMap<>();

    ChannelHealth(DataSource database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    /** @param failures in a row */
    private record EndpointState(int failures, Instant suspendedUntil) {}

    boolean isSuspended(String endpoint, Instant at) {
        EndpointState state = endpoints.get(endpoint);
        return state != null && at.isBefore(state.suspendedUntil());
    }

    void recordSuccess(String endpoint, Instant at) {
        EndpointState before = endpoints.put(endpoint, new EndpointState(0, Instant.MIN));
        // Of an endpoint that this process does not know yet, another one may have raised the alarm.
        if (before == null || before.failures() >= DEAD_AFTER)
            execute(new SqlStatement<>(CLEAR, null, Parameter.of(Jdbc.utc(at)), Parameter.of(endpoint)));
    }

    void recordFailure(String endpoint, String reason, Instant at) {
        if (isSuspended(endpoint, at)) return;
        EndpointState now = endpoints.merge(endpoint, new EndpointState(1, Instant.MIN), (known, first) -> {
            int failures = known.failures() + 1;
            return new EndpointState(failures, failures >= DEAD_AFTER ? at.plus(SUSPENSION) : Instant.MIN);
        });
        if (now.failures() == DEAD_AFTER) raise(endpoint, reason, at);
    }

    private void raise(String endpoint, String reason, Instant at) {
        execute(new SqlStatement<>(
                RAISE,
                null,
                Parameter.of(ids.next()),
                Parameter.of(endpoint),
                Parameter.of("通知渠道 " + endpoint + " 连续失败（" + reason + "），通知改走其他渠道或其他人；请检查该服务器及设置。"),
                Parameter.of(
                        "The channel " + endpoint + " fails repeatedly (" + reason
                                + "); notifications go by other channels or to other people. Check that server and its settings."),
                Parameter.of(Jdbc.utc(at))));
    }

    private void execute(SqlStatement<Void> statement) {
        Transactions.inTransaction(database, connection -> StatementBatch.execute(connection, statement));
    }
}
