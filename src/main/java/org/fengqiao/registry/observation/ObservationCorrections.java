package org.fengqiao.registry.observation;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.fengqiao.platform.jdbc.AdvisoryLocks;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;

/** Corrects or withdraws single observations, as their sources would; what was known before stays known of the past. */
@Singleton
public class ObservationCorrections {
    private static final String CURRENT = """
            select o.*, s.code, s.kind, %2$s as members from %1$s_key k
            join %1$s o on o.enterprise_id = k.enterprise_id and o.occurred_at = k.occurred_at and o.key = k.key
                and o.retracted_at is null
            join source s on s.id = o.source_id
            where k.key = ?""";

    private static final String RETRACT = """
            update %s set retracted_at = ?
            where enterprise_id = ? and occurred_at = ? and key = ? and retracted_at is null""";

    private final ObservationStore observations;

    public ObservationCorrections(ObservationStore observations) {
        this.observations = observations;
    }

    /**
     * What a source says now.
     *
     * @param content a hash, which changes with every correction
     */
    public record CurrentObservation(NewObservation row, long content) {}

    /** Empty if there is none, or if it was withdrawn. */
    public Optional<CurrentObservation> find(Connection connection, UUID key, boolean psychological)
            throws SQLException {
        String sql = CURRENT.formatted(table(psychological), psychological ? "o.group_size" : "null::integer");
        return SqlStatement.list(sql, rows -> read(rows, psychological), Parameter.of(key)).execute(connection).stream()
                .findFirst();
    }

    /** The hash of what each source says now, by key; without those that were withdrawn. */
    public Map<UUID, Long> contents(Connection connection, Collection<UUID> keys, boolean psychological)
            throws SQLException {
        if (keys.isEmpty()) return Map.of();
        String sql = "select key, content from " + table(psychological) + "_key where key = any(?)";
        Map<UUID, Long> contents = new HashMap<>();
        SqlStatement.list(
                        sql,
                        rows -> contents.put(rows.getObject("key", UUID.class), rows.getLong("content")),
                        Parameter.uuids(keys))
                .execute(connection);
        return contents;
    }

    /** The same, locked against its source and other corrections until the transaction ends. */
    public Optional<CurrentObservation> lock(Connection connection, UUID key, boolean psychological)
            throws SQLException {
        Optional<CurrentObservation> found = find(connection, key, psychological);
        if (found.isEmpty()) return found;
        StatementBatch locks = new StatementBatch();
        locks.add(ObservationWriter.lockShared(found.get().row().sourceCode()));
        locks.add(AdvisoryLocks.lock("observation", Stream.of(key)));
        locks.execute(connection);
        return find(connection, key, psychological);
    }

    /** Another value instead of this one; false if it is the same. */
    public boolean correct(Connection connection, CurrentObservation current, double value, Instant now)
            throws SQLException {
        NewObservation row = current.row().withValue(value, now);
        return observations.report(connection, List.of(row), now).get(0) != ObservationStore.WriteOutcome.UNCHANGED;
    }

    /** It was never so; nothing takes its place. */
    public void withdraw(Connection connection, CurrentObservation current, Instant now) throws SQLException {
        NewObservation row = current.row();
        String table = table(row.psychological());
        StatementBatch batch = new StatementBatch();
        batch.add(SqlStatement.update(
                RETRACT.formatted(table),
                Parameter.of(Jdbc.utc(now)),
                Parameter.of(row.enterpriseId()),
                Parameter.of(Jdbc.utc(row.occurredAt())),
                Parameter.of(row.key())));
        batch.add(SqlStatement.update("delete from " + table + "_key where key = ?", Parameter.of(row.key())));
        batch.execute(connection);
    }

    private static String table(boolean psychological) {
        return psychological ? "care.observation" : "observation";
    }

    private static CurrentObservation read(ResultSet row, boolean psychological) throws SQLException {
        float confidence = row.getFloat("confidence");
        boolean hasConfidence = !row.wasNull();
        return new CurrentObservation(
                new NewObservation(
                        row.getObject("key", UUID.class),
                        row.getObject("enterprise_id", UUID.class),
                        row.getString("indicator"),
                        row.getDouble("value"),
                        Jdbc.instant(row, "occurred_at"),
                        Jdbc.instant(row, "learnt_at"),
                        row.getString("code"),
                        row.getString("kind"),
                        row.getObject("reporter", UUID.class),
                        hasConfidence ? confidence : null,
                        row.getBoolean("established"),
                        row.getBoolean("event"),
                        row.getString("evidence"),
                        psychological,
                        row.getObject("members", Integer.class)),
                row.getLong("content"));
    }
}
