package org.fengqiao.notification;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.jdbc.Transactions;

/** How many notifications are overdue, and for how long the oldest, as metrics. What waits for the morning is not overdue. */
@ApplicationScoped
class BacklogMetrics {
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final String OVERDUE = "select count(*), coalesce(extract(epoch from ? - min(made_at)), 0)"
            + " from notification where state = 'WAITING' and (next_at <= ? or channel_failures > 0)";

    private final DataSource database;
    private final AtomicLong waiting;
    private final AtomicLong oldestSeconds;
    private Instant next = Instant.MIN;

    BacklogMetrics(DataSource database, MeterRegistry metrics) {
        this.database = database;
        this.waiting = metrics.gauge("fengqiao_notifications_waiting", new AtomicLong());
        this.oldestSeconds = metrics.gauge("fengqiao_notifications_oldest_seconds", new AtomicLong());
    }

    /** At most once per interval. */
    void measure(Instant now) {
        if (now.isBefore(next)) return;
        next = now.plus(INTERVAL);
        Parameter at = Parameter.of(Jdbc.utc(now));
        Transactions.inTransaction(
                database,
                connection -> StatementBatch.execute(connection, new SqlStatement<>(OVERDUE, this::set, at, at)));
    }

    private Void set(ResultSet rows) throws SQLException {
        rows.next();
        waiting.set(rows.getLong(1));
        oldestSeconds.set(rows.getLong(2));
        return null;
    }
}
