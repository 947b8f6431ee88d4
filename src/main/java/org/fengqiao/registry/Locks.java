package org.fengqiao.registry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import java.util.stream.Stream;

/** Who may not work on the same thing at the same moment waits here until the other's transaction has ended. */
public final class Locks {
    /** A lock for each id of a large batch would fill the lock table of the database, so ids share a thousand. */
    private static final int EACH = 1_024;

    private Locks() {}

    /**
     * Locks things of one kind until the transaction ends. Everybody takes them in the same order, so nobody waits in a
     * circle.
     */
    public static void take(Connection connection, String kind, Stream<UUID> ids) throws SQLException {
        Object[] locks = ids.map(id -> Math.floorMod(id.hashCode(), EACH))
                .distinct()
                .sorted()
                .toArray();
        if (locks.length == 0) return;
        String sql = "select pg_advisory_xact_lock(hashtext(?), lock) from unnest(?) as lock";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, kind);
            select.setArray(2, connection.createArrayOf("int4", locks));
            select.execute();
        }
    }
}
