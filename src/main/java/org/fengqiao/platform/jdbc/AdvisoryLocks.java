package org.fengqiao.platform.jdbc;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;

/** Who may not work on the same thing at the same moment waits here until the other's transaction has ended. */
public final class AdvisoryLocks {
    /** A lock for each id of a large batch would fill the lock table of the database, so ids share a thousand. */
    private static final int EACH = 1_024;

    private AdvisoryLocks() {}

    /**
     * Locks things of one kind until the transaction ends. Everybody takes them in the same order, so nobody waits in a
     * circle.
     */
    public static SqlStatement<Void> lock(String kind, Stream<UUID> ids) {
        List<Integer> locks = ids.map(id -> Math.floorMod(id.hashCode(), EACH))
                .distinct()
                .sorted()
                .toList();
        return new SqlStatement<>(
                "select pg_advisory_xact_lock(hashtext(?), lock) from unnest(?) as lock",
                null,
                Parameter.of(kind),
                Parameter.array("int4", locks, lock -> lock));
    }
}
