package org.fengqiao.platform.jdbc;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;

/** Locks on things that have no row yet: a second transaction waits until the first has ended. */
public final class AdvisoryLocks {
    /** One lock per id of a large batch would fill the lock table of the database, so ids share about a thousand locks. */
    private static final int LOCKS = 1_024;

    private AdvisoryLocks() {}

    /**
     * Locks things of one kind until the transaction ends. All transactions take the locks in the same order, so there are
     * no deadlocks.
     */
    public static SqlStatement<Void> lock(String kind, Stream<UUID> ids) {
        List<Integer> locks = ids.map(id -> Math.floorMod(id.hashCode(), LOCKS))
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
