package org.fengqiao.registry.observation;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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

/** Append-only observations: a correction retracts the row it replaces and adds its own. */
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
     * Keeps one plan for whatever is asked, until the transaction ends: left to itself the planner goes through every month
     * anew each time.
     */
    public static final SqlStatement<Void> FORCE_GENERIC_PLAN =
            new SqlStatement<>("set local plan_cache_mode = force_generic_plan", null);

    private final DataSource source;
    private final Map<Integer, Source> sources = new ConcurrentHashMap<>();

    public ObservationStore(DataSource source) {
        this.source = source;
    }

    /** What became of a row: it was new, replaced an older one, or said what was known already. */
    public enum WriteOutcome {
        ADDED,
        CORRECTED,
        UNCHANGED
    }

    /** How many rows came out how. */
    public record StoreResult(int added, int corrected, int unchanged) {
        public static StoreResult of(List<WriteOutcome> outcomes) {
            return new StoreResult(
                    Collections.frequency(outcomes, WriteOutcome.ADDED),
                    Collections.frequency(outcomes, WriteOutcome.CORRECTED),
                    Collections.frequency(outcomes, WriteOutcome.UNCHANGED));
        }
    }

    /**
     * Takes in rows, in their order, within the caller's transaction; the next pass assesses whom they are about.
     *
     * @param seenBefore these very rows were delivered before, so what was corrected since is not news again
     * @param now when a correction is learnt whose source does not say
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
     * The same for single reports, which whoever takes them assesses at once. Those of one source go side by side, for
     * they lock the rows they are about and not the whole source. Gives back what became of each row.
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

    /** @param locks not yet taken */
    private static List<WriteOutcome> write(
            Connection connection, StatementBatch locks, List<NewObservation> rows, boolean seenBefore, Instant now)
            throws SQLException {
        List<SourceKey> names = rows.stream()
                .map(row -> new SourceKey(row.sourceCode(), row.sourceKind()))
                .distinct()
                .toList();
        Supplier<Map<SourceKey, Source>> known = locks.add(Sources.named(names));
        locks.execute(connection);
        Map<SourceKey, Source> sources =
                known.get().size() == names.size() ? known.get() : Sources.ensure(connection, names);
        WriteOutcome[] outcomes = new WriteOutcome[rows.size()];
        for (boolean care : new boolean[] {false, true}) {
            int[] part = IntStream.range(0, rows.size())
                    .filter(i -> rows.get(i).psychological() == care)
                    .toArray();
            if (part.length == 0) continue;
            String table = care ? "care.observation" : "observation";
            WriteOutcome[] of = new ObservationWriter(connection, table, sources, seenBefore, now)
                    .write(IntStream.of(part).mapToObj(rows::get).toList());
            for (int i = 0; i < part.length; i++) outcomes[part[i]] = of[i];
        }
        return List.of(outcomes);
    }

    /** What was known at a moment, in the order of the enterprises' ids. */
    public EnterpriseRowStream<Observation> stream(EnterpriseSelection whom, Instant knownAt, Instant since) {
        return stream("observation", whom, knownAt, since);
    }

    /** Psychological aggregates, for the care side alone. */
    public EnterpriseRowStream<Observation> streamCare(EnterpriseSelection whom, Instant knownAt, Instant since) {
        return stream("care.observation", whom, knownAt, since);
    }

    private EnterpriseRowStream<Observation> stream(
            String table, EnterpriseSelection whom, Instant knownAt, Instant since) {
        Transactions.inTransaction(source, this::learnSources);
        String now = "'" + knownAt.truncatedTo(ChronoUnit.MICROS) + "'";
        // What is null is sent without being formatted: of millions of rows hardly one is established.
        String known = """
                select enterprise_id, key, indicator, value, occurred_at, learnt_at, source_id, reporter,
                    confidence, nullif(established, false) from %s
                where %s and occurred_at >= '%s' and occurred_at <= %s and learnt_at <= %s
                    and (retracted_at is null or retracted_at > %s)""".formatted(
                        table, whom.condition("enterprise_id"), since.truncatedTo(ChronoUnit.MICROS), now, now, now);
        return new EnterpriseRowStream<>(
                source,
                whom,
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
     * What was known at a moment of certain enterprises, in any order. Asked after {@link #ONE_PLAN}, an enterprise takes 0.8
     * ms and not 3.6.
     */
    public SqlStatement<List<Observation>> observationsOf(
            Collection<UUID> enterprises, Instant knownAt, Instant since) {
        return known("observation", enterprises, knownAt, since);
    }

    /** The same of psychological aggregates, for the care side alone. */
    public SqlStatement<List<Observation>> careObservationsOf(
            Collection<UUID> enterprises, Instant knownAt, Instant since) {
        return known("care.observation", enterprises, knownAt, since);
    }

    private SqlStatement<List<Observation>> known(
            String table, Collection<UUID> enterprises, Instant knownAt, Instant since) {
        Parameter now = Parameter.of(Jdbc.utc(knownAt));
        return new SqlStatement<>(
                COLUMNS.formatted(table) + "where o.enterprise_id = any(?)" + KNOWN,
                this::readAll,
                Parameter.uuids(enterprises),
                Parameter.of(Jdbc.utc(since)),
                now,
                now,
                now);
    }

    private List<Observation> readAll(ResultSet row) throws SQLException {
        List<Observation> observations = new ArrayList<>();
        while (row.next()) {
            float confidence = row.getFloat(9);
            boolean sure = !row.wasNull();
            observations.add(new Observation(
                    row.getObject(1, UUID.class),
                    row.getObject(2, UUID.class),
                    row.getString(3),
                    row.getDouble(4),
                    Jdbc.instant(row, 5),
                    Jdbc.instant(row, 6),
                    source(row.getStatement().getConnection(), row.getInt(7)),
                    row.getObject(8, UUID.class),
                    sure ? confidence : null,
                    row.getBoolean(10)));
        }
        return observations;
    }

    /** Sources never change, and joining them to every row costs more than it tells. */
    private Source source(Connection connection, int id) throws SQLException {
        if (!sources.containsKey(id)) learnSources(connection);
        return sources.get(id);
    }

    private Void learnSources(Connection connection) throws SQLException {
        Sources.all(connection).forEach(source -> sources.put(source.id(), source));
        return null;
    }
}
