package org.fengqiao.registry;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.postgresql.PGStatement;

/** Append-only observations: a correction retracts the row it replaces and adds its own. */
@Singleton
public class ObservationStore {
    private static final String COLUMNS = """
            select o.key, o.enterprise_id, o.indicator, o.value, o.occurred_at, o.learnt_at, o.source_id,
                   o.reporter, o.confidence, o.established, o.evidence
            from %s o
            """;
    private static final String KNOWN = " and o.occurred_at >= ? and o.occurred_at <= ?"
            + " and o.learnt_at <= ? and (o.retracted_at is null or o.retracted_at > ?)";

    private final DataSource source;
    private final Map<Integer, Source> sources = new ConcurrentHashMap<>();

    public ObservationStore(DataSource source) {
        this.source = source;
    }

    /** How many rows were new, replaced an older one, or said what was known already. */
    public record Stored(int added, int corrected, int unchanged) {
        Stored plus(Stored other) {
            return new Stored(added + other.added, corrected + other.corrected, unchanged + other.unchanged);
        }
    }

    /**
     * Takes in rows, in their order, within the caller's transaction.
     *
     * @param seenBefore these very rows were delivered before, so what was corrected since is not news again
     * @param now when a correction is learnt whose source does not say
     */
    public Stored store(Connection connection, List<NewObservation> rows, boolean seenBefore, Instant now)
            throws SQLException {
        for (String code : sources(rows)) {
            ObservationWriter.lock(connection, code);
        }
        return write(connection, rows, seenBefore, now);
    }

    /**
     * The same for single reports: those of one source go side by side, for they lock the rows they are about and not
     * the whole source.
     */
    public Stored report(Connection connection, List<NewObservation> rows, Instant now) throws SQLException {
        for (String code : sources(rows)) {
            ObservationWriter.lockShared(connection, code);
        }
        Locks.take(connection, "observation", rows.stream().map(NewObservation::key));
        return write(connection, rows, false, now);
    }

    private static List<String> sources(List<NewObservation> rows) {
        return rows.stream().map(NewObservation::sourceCode).distinct().sorted().toList();
    }

    private static Stored write(Connection connection, List<NewObservation> rows, boolean seenBefore, Instant now)
            throws SQLException {
        Map<Boolean, List<NewObservation>> byCare = new HashMap<>();
        for (NewObservation row : rows) {
            byCare.computeIfAbsent(row.psychological(), p -> new ArrayList<>()).add(row);
        }
        Stored stored = new Stored(0, 0, 0);
        for (Map.Entry<Boolean, List<NewObservation>> part : byCare.entrySet()) {
            String table = part.getKey() ? "care.observation" : "observation";
            stored = stored.plus(new ObservationWriter(connection, table, seenBefore, now).write(part.getValue()));
        }
        return stored;
    }

    /**
     * What was known at a moment of the enterprises after {@code lo} up to and with {@code hi}, in any order: sorting a
     * whole city costs as much as finding it.
     */
    public List<Observation> between(UUID lo, UUID hi, Instant knownAt, Instant since) {
        return read("observation", "where o.enterprise_id > ? and o.enterprise_id <= ?", lo, hi, knownAt, since);
    }

    /** The same of certain enterprises, in the caller's transaction. */
    public List<Observation> of(Connection connection, Collection<UUID> enterprises, Instant knownAt, Instant since)
            throws SQLException {
        return read(connection, "observation", enterprises, knownAt, since);
    }

    /** Psychological aggregates, for the care side alone. */
    public List<Observation> careBetween(UUID lo, UUID hi, Instant knownAt, Instant since) {
        return read("care.observation", "where o.enterprise_id > ? and o.enterprise_id <= ?", lo, hi, knownAt, since);
    }

    /** The same of certain enterprises, in the caller's transaction. */
    public List<Observation> careOf(Connection connection, Collection<UUID> enterprises, Instant knownAt, Instant since)
            throws SQLException {
        return read(connection, "care.observation", enterprises, knownAt, since);
    }

    private List<Observation> read(
            Connection connection, String table, Collection<UUID> enterprises, Instant knownAt, Instant since)
            throws SQLException {
        // Left to itself the planner goes through every month anew each time: 3.6 ms for an enterprise, not 0.8.
        try (Statement set = connection.createStatement()) {
            set.execute("set local plan_cache_mode = force_generic_plan");
        }
        String sql = COLUMNS.formatted(table) + "where o.enterprise_id = any(?)" + KNOWN;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.unwrap(PGStatement.class).setPrepareThreshold(-1); // binary from the first row
            select.setArray(1, connection.createArrayOf("uuid", enterprises.toArray()));
            setKnown(select, 2, knownAt, since);
            return readAll(select);
        }
    }

    private static void setKnown(PreparedStatement select, int from, Instant knownAt, Instant since)
            throws SQLException {
        select.setObject(from, PostStore.utc(since));
        select.setObject(from + 1, PostStore.utc(knownAt));
        select.setObject(from + 2, PostStore.utc(knownAt));
        select.setObject(from + 3, PostStore.utc(knownAt));
    }

    private List<Observation> read(String table, String where, UUID lo, UUID hi, Instant knownAt, Instant since) {
        return Transactions.inTransaction(source, connection -> {
            try (PreparedStatement select = connection.prepareStatement(COLUMNS.formatted(table) + where + KNOWN)) {
                select.unwrap(PGStatement.class).setPrepareThreshold(-1); // binary from the first row
                select.setFetchSize(10_000);
                select.setObject(1, lo);
                select.setObject(2, hi);
                setKnown(select, 3, knownAt, since);
                return readAll(select);
            }
        });
    }

    private List<Observation> readAll(PreparedStatement select) throws SQLException {
        List<Observation> observations = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                float confidence = row.getFloat(9);
                boolean sure = !row.wasNull();
                observations.add(new Observation(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        row.getDouble(4),
                        PostStore.instant(row, 5),
                        PostStore.instant(row, 6),
                        source(select.getConnection(), row.getInt(7)),
                        row.getObject(8, UUID.class),
                        sure ? confidence : null,
                        row.getBoolean(10),
                        row.getString(11)));
            }
        }
        return observations;
    }

    /** Sources never change, and joining them to every row costs more than it tells. */
    private Source source(Connection connection, int id) throws SQLException {
        Source known = sources.get(id);
        if (known == null) {
            Sources.all(connection).forEach(source -> sources.put(source.id(), source));
            known = sources.get(id);
        }
        return known;
    }
}
