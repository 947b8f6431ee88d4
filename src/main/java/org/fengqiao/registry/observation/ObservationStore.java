package org.fengqiao.registry.observation;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.fengqiao.platform.jdbc.AdvisoryLocks;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.registry.enterprise.EnterpriseRowStream;
import org.fengqiao.registry.enterprise.EnterpriseSelection;
import org.fengqiao.registry.enterprise.ReassessmentQueue;
import org.fengqiao.registry.observation.Sources.SourceKey;

/** Append-only observations: a correction retracts the row it replaces and adds a new one. */
@Singleton
public class ObservationStore {
    private static final String COLUMNS = """
            select o.key, o.enterprise_id, o.indicator, o.value, o.occurred_at, o.learnt_at, o.source_id,
                   o.reporter, o.confidence, o.established
            from %s o
            """;
    private static final String KNOWN = " and o.occurred_at >= ? and o.occurred_at <= ?"
            + " and o.learnt_at <= ? and (o.retracted_at is null or o.retracted_at > ?)";

    /**
     * Makes PostgreSQL reuse one plan until the transaction ends; otherwise it plans over the partitions of every month each
     * time.
     */
    public static final SqlStatement<Void> FORCE_GENERIC_PLAN =
            SqlStatement.update("set local plan_cache_mode = force_generic_plan");

    private final DataSource database;
    private final Map<Integer, Source> sources = new ConcurrentHashMap<>();

    public ObservationStore(DataSource database) {
        this.database = database;
    }

    /** What happened to a row: it was new, replaced an older one, or repeated what was known. */
    public enum WriteOutcome {
        ADDED,
        CORRECTED,
        UNCHANGED
    }

    /** How many rows had which outcome. */
    public record StoreResult(int added, int corrected, int unchanged) {
        public static StoreResult of(List<WriteOutcome> outcomes) {
            return new StoreResult(
                    Collections.frequency(outcomes, WriteOutcome.ADDED),
                    Collections.frequency(outcomes, WriteOutcome.CORRECTED),
                    Collections.frequency(outcomes, WriteOutcome.UNCHANGED));
        }
    }

    /**
     * Stores rows in their order, in the caller's transaction, and queues their enterprises for the next pass.
     *
     * @param seenBefore whether the same rows were delivered before, so that rows corrected since are not restored
     * @param now when a correction is learnt if its source does not say
     */
    public StoreResult store(Connection connection, List<NewObservation> rows, boolean seenBefore, Instant now)
            throws SQLException {
        StatementBatch locks = new StatementBatch();
        codes(rows).forEach(code -> locks.add(ObservationWriter.lock(code)));
        StoreResult stored = StoreResult.of(write(connection, locks, rows, seenBefore, now));
        if (stored.added() + stored.corrected() > 0) {
            ReassessmentQueue.enqueue(
                    connection, rows.stream().map(NewObservation::enterpriseId).toList());
        }
        return stored;
    }

    /**
     * Stores single reports, which the caller assesses at once. Reports of one source run concurrently, because they lock
     * their own rows and not the whole source. Returns the outcome of each row.
     */
    public List<WriteOutcome> report(Connection connection, List<NewObservation> rows, Instant now)
            throws SQLException {
        StatementBatch locks = new StatementBatch();
        codes(rows).forEach(code -> locks.add(ObservationWriter.lockShared(code)));
        locks.add(AdvisoryLocks.lock("observation", rows.stream().map(NewObservation::key)));
        return write(connection, locks, rows, false, now);
    }

    private static List<String> codes(List<NewObservation> rows) {
        return rows.stream().map(NewObservation::sourceCode).distinct().sorted().toList();
    }

    /** @param locks still to be acquired */
    private static List<WriteOutcome> write(
            Connection connection, StatementBatch locks, List<NewObservation> rows, boolean seenBefore, Instant now)
            throws SQLException {
        List<SourceKey> keys = rows.stream()
                .map(row -> new SourceKey(row.sourceCode(), row.sourceKind()))
                .distinct()
                .toList();
        Supplier<Map<SourceKey, Source>> known = locks.add(Sources.named(keys));
        locks.execute(connection);
        Map<SourceKey, Source> sources =
                known.get().size() == keys.size() ? known.get() : Sources.ensure(connection, keys);
        WriteOutcome[] outcomes = new WriteOutcome[rows.size()];
        for (boolean care : new boolean[] {false, true}) {
            int[] part = IntStream.range(0, rows.size())
                    .filter(i -> rows.get(i).psychological() == care)
                    .toArray();
            if (part.length == 0) continue;
            String table = care ? "care.observation" : "observation";
            WriteOutcome[] written = new ObservationWriter(connection, table, sources, seenBefore, now)
                    .write(IntStream.of(part).mapToObj(rows::get).toList());
            for (int i = 0; i < part.length; i++) outcomes[part[i]] = written[i];
        }
        return List.of(outcomes);
    }

    /** Streams the observations known at a moment, in enterprise-id order. */
    public EnterpriseRowStream<Observation> stream(EnterpriseSelection selection, Instant knownAt, Instant since) {
        return stream("observation", selection, knownAt, since);
    }

    /** Streams psychological aggregates, for the care side only. */
    public EnterpriseRowStream<Observation> streamCare(EnterpriseSelection selection, Instant knownAt, Instant since) {
        return stream("care.observation", selection, knownAt, since);
    }

    private EnterpriseRowStream<Observation> stream(
            String table, EnterpriseSelection selection, Instant knownAt, Instant since) {
        Transactions.inTransaction(database, this::loadSources);
        String now = "'" + knownAt.truncatedTo(ChronoUnit.MICROS) + "'";
        // Nulls are sent without formatting, and of millions of rows hardly one is established.
        String known = """
                select enterprise_id, key, indicator, value, occurred_at, learnt_at, source_id, reporter,
                    confidence, nullif(established, false) from %s
                where %s and occurred_at >= '%s' and occurred_at <= %s and learnt_at <= %s
                    and (retracted_at is null or retracted_at > %s)""".formatted(
                table, selection.condition("enterprise_id"), since.truncatedTo(ChronoUnit.MICROS), now, now, now);
        return new EnterpriseRowStream<>(
                database,
                selection,
                known,
                (enterprise, row) -> new Observation(
                        row.uuid(),
                        enterprise,
                        row.internedText(),
                        row.float8(),
                        row.instant(),
                        row.instant(),
                        sources.get(row.integer()),
                        row.uuid(),
                        row.float4(),
                        row.bool()));
    }

    /**
     * The observations of certain enterprises known at a moment, in any order. After {@link #FORCE_GENERIC_PLAN} it takes
     * 0.8 ms for one enterprise instead of 3.6.
     */
    public SqlStatement<List<Observation>> observationsOf(
            Collection<UUID> enterprises, Instant knownAt, Instant since) {
        return known("observation", enterprises, knownAt, since);
    }

    /** The same for psychological aggregates, for the care side only. */
    public SqlStatement<List<Observation>> careObservationsOf(
            Collection<UUID> enterprises, Instant knownAt, Instant since) {
        return known("care.observation", enterprises, knownAt, since);
    }

    private SqlStatement<List<Observation>> known(
            String table, Collection<UUID> enterprises, Instant knownAt, Instant since) {
        Parameter now = Parameter.of(Jdbc.utc(knownAt));
        return SqlStatement.list(
                COLUMNS.formatted(table) + "where o.enterprise_id = any(?)" + KNOWN,
                this::read,
                Parameter.uuids(enterprises),
                Parameter.of(Jdbc.utc(since)),
                now,
                now,
                now);
    }

    private Observation read(ResultSet row) throws SQLException {
        float confidence = row.getFloat(9);
        boolean hasConfidence = !row.wasNull();
        return new Observation(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getDouble(4),
                Jdbc.instant(row, 5),
                Jdbc.instant(row, 6),
                source(row.getStatement().getConnection(), row.getInt(7)),
                row.getObject(8, UUID.class),
                hasConfidence ? confidence : null,
                row.getBoolean(10));
    }

    /** Sources never change, so they are kept here instead of being joined to every row. */
    private Source source(Connection connection, int id) throws SQLException {
        if (!sources.containsKey(id)) loadSources(connection);
        return sources.get(id);
    }

    private Void loadSources(Connection connection) throws SQLException {
        Sources.all(connection).forEach(source -> sources.put(source.id(), source));
        return null;
    }
}
