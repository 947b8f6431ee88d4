package org.fengqiao.registry.enterprise;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.StatementBatch;

/**
 * Which enterprises something was learnt of that no assessment has seen. Who writes holds a lock that others who write
 * share; a pass begins an epoch when nobody holds it, so whatever an earlier epoch left was there to be read.
 */
public final class ReassessmentQueue {
    private static final String LOCK = "select pg_advisory_xact_lock%s(hashtext('fengqiao unassessed'))";
    private static final String MARK = """
            insert into unassessed as u (enterprise_id, epoch)
            select g.id, e.now from unnest(?::uuid[]) as g(id), (select last_value as now from unassessed_epoch) e
            where not exists (select from unassessed m where m.enterprise_id = g.id and m.epoch = e.now)
            order by g.id
            on conflict (enterprise_id) do update set epoch = excluded.epoch""";

    /** Waits for a pass that is about to begin, and keeps others from it, until the transaction ends. */
    public static final SqlStatement<Void> BLOCK_NEW_PASS = new SqlStatement<>(LOCK.formatted("_shared"), null);

    private ReassessmentQueue() {}

    /** Notes that something was learnt of these; the next pass assesses them. In the transaction that stores it. */
    public static void enqueue(Connection connection, Collection<UUID> enterprises) throws SQLException {
        if (enterprises.isEmpty()) return;
        StatementBatch.execute(connection, BLOCK_NEW_PASS);
        try (PreparedStatement mark = connection.prepareStatement(MARK)) {
            mark.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid", enterprises.stream().distinct().toArray()));
            mark.executeUpdate();
        }
    }

    /** Begins an epoch; what is read from now on holds all that earlier ones noted. */
    public static long beginEpoch(Connection connection) throws SQLException {
        StatementBatch.execute(connection, new SqlStatement<>(LOCK.formatted(""), null));
        try (PreparedStatement next = connection.prepareStatement("select nextval('unassessed_epoch')");
                ResultSet row = next.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /**
     * Takes away what epochs before this one noted of enterprises that are assessed in the same transaction: all those after
     * one and up to another, in the order of the ids, of whom an earlier epoch noted anything.
     */
    public static void removeAssessed(Connection connection, UUID after, UUID last, long epoch) throws SQLException {
        String sql = "delete from unassessed where enterprise_id > ? and enterprise_id <= ? and epoch < ?";
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setObject(1, after);
            delete.setObject(2, last);
            delete.setLong(3, epoch);
            delete.executeUpdate();
        }
    }
}
