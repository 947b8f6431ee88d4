package org.fengqiao.registry.enterprise;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;

/**
 * The enterprises with news that no assessment has seen. Writers share a lock; a pass begins an epoch while nobody holds
 * it, so everything queued in an earlier epoch was committed and can be read.
 */
public final class ReassessmentQueue {
    private static final String LOCK = "select pg_advisory_xact_lock%s(hashtext('fengqiao reassessment'))";
    private static final String ENQUEUE = """
            insert into reassessment_queue as q (enterprise_id, epoch)
            select g.id, e.now from unnest(?::uuid[]) as g(id), (select last_value as now from reassessment_epoch) e
            where not exists (select from reassessment_queue m where m.enterprise_id = g.id and m.epoch = e.now)
            order by g.id
            on conflict (enterprise_id) do update set epoch = excluded.epoch""";
    private static final String REMOVE =
            "delete from reassessment_queue where enterprise_id > ? and enterprise_id <= ? and epoch < ?";

    /** Waits for a pass that is about to begin, and keeps others from beginning, until the transaction ends. */
    public static final SqlStatement<Void> BLOCK_NEW_PASS = SqlStatement.update(LOCK.formatted("_shared"));

    private ReassessmentQueue() {}

    /** Queues these enterprises for the next pass, in the transaction that stores the news. */
    public static void enqueue(Connection connection, Collection<UUID> enterprises) throws SQLException {
        if (enterprises.isEmpty()) return;
        StatementBatch batch = new StatementBatch();
        batch.add(BLOCK_NEW_PASS);
        List<UUID> distinct = enterprises.stream().distinct().toList();
        batch.add(SqlStatement.update(ENQUEUE, Parameter.uuids(distinct)));
        batch.execute(connection);
    }

    /** Begins an epoch; whatever is read from now on includes all that earlier epochs queued. */
    public static long beginEpoch(Connection connection) throws SQLException {
        StatementBatch batch = new StatementBatch();
        batch.add(SqlStatement.update(LOCK.formatted("")));
        var epoch = batch.add(new SqlStatement<>("select nextval('reassessment_epoch')", ReassessmentQueue::epoch));
        batch.execute(connection);
        return epoch.get();
    }

    private static long epoch(ResultSet rows) throws SQLException {
        rows.next();
        return rows.getLong(1);
    }

    /**
     * Removes what earlier epochs queued for the enterprises after one id and up to another, in the transaction that saves
     * their assessments.
     */
    public static void removeAssessed(Connection connection, UUID after, UUID last, long epoch) throws SQLException {
        SqlStatement.update(REMOVE, Parameter.of(after), Parameter.of(last), Parameter.of(epoch))
                .execute(connection);
    }
}
