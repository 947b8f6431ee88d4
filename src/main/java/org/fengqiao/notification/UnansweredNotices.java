package org.fengqiao.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.fengqiao.alerting.Outbox;
import org.fengqiao.platform.ScheduledJob;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.jdbc.Transactions;

/** A RED that was sent and that nobody acknowledged goes the next way: the next channel, then the next person. */
@ApplicationScoped
class UnansweredNotices implements ScheduledJob {
    private static final int BATCH = 200;

    private static final String REOPEN = """
            update notification n set state = 'WAITING', channel_no = n.channel_no + 1, channel_failures = 0, next_at = ?,
                follow_up_at = null
            from (select n.id from notification n join alert a on a.id = n.alert_id
                where n.state = 'SENT' and n.follow_up_at <= ? and a.closed_at is null
                    and (a.acknowledged_at is null or a.acknowledged_at < n.made_at)
                order by n.follow_up_at limit ? for update of n skip locked) unanswered
            where n.id = unanswered.id returning n.id""";

    private static final String ANSWERED = """
            update notification set follow_up_at = null where id in (select n.id from notification n
                join alert a on a.id = n.alert_id where n.state = 'SENT' and n.follow_up_at <= ?
                    and (a.closed_at is not null or a.acknowledged_at >= n.made_at)
                limit ? for update of n skip locked)""";

    private final DataSource database;

    UnansweredNotices(DataSource database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "unanswered notices";
    }

    @Override
    public int runDue(Instant at) {
        int all = 0;
        int some;
        do {
            some = Transactions.inTransaction(database, connection -> reopen(connection, at));
            all += some;
        } while (some == BATCH);
        return all;
    }

    private static int reopen(Connection connection, Instant at) throws SQLException {
        Parameter now = Parameter.of(Jdbc.utc(at));
        Parameter limit = Parameter.of(BATCH);
        StatementBatch batch = new StatementBatch();
        batch.add(SqlStatement.update(ANSWERED, now, limit));
        Supplier<List<UUID>> reopened =
                batch.add(SqlStatement.list(REOPEN, row -> row.getObject(1, UUID.class), now, now, limit));
        batch.execute(connection);
        if (!reopened.get().isEmpty()) new SqlStatement<>(Outbox.NOTIFY, null, Parameter.of("")).execute(connection);
        return reopened.get().size();
    }
}
