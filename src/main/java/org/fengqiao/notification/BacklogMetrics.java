package org.fengqiao.notification;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.fengqiao.platform.jdbc.Transactions;

/** How many notifications are overdue, and for how long the oldest, as metrics. What waits for the morning is not overdue. */
@ApplicationScoped
class BacklogMetrics {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final DataSource database;
    private final AtomicLong waiting;
    private final AtomicLong oldestSeconds;
    private Instant next = Instant.MIN;

    BacklogMetrics(DataSource database, MeterRegistry metrics) {
        this.database = database;
        this.waiting = metrics.gauge("fengqiao_notifications_waiting", new AtomicLong());
        this.oldestSeconds = metrics.gauge("fengqiao_notifications_oldest_seconds", new AtomicLong());
    }

    void look(Instant now) {
        if (now.isBefore(next)) return;
        next = now.plus(BETWEEN_LOOKS);
        String sql = "select count(*), coalesce(extract(epoch from ? - min(made_at)), 0)"
                + " from notification where state = 'WAITING' and (next_at <= ? or tries > 0)";
        Transactions.inTransaction(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setObject(1, now.atOffset(java.time.ZoneOffset.UTC));
                select.setObject(2, now.atOffset(java.time.ZoneOffset.UTC));
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    waiting.set(row.getLong(1));
                    oldestSeconds.set(row.getLong(2));
                }
            }
            return null;
        });
    }
}
