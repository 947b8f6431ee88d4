package org.fengqiao.registry;

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
import org.fengqiao.platform.Jdbc;
import org.fengqiao.platform.Question;
import org.fengqiao.platform.Question.Value;
import org.fengqiao.platform.Turn;
import org.fengqiao.registry.Sources.Named;

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
    public static final Question<Void> ONE_PLAN =
            new Question<>("set local plan_cache_mode = force_generic_plan", null);

    private final DataSource source;
    private final Map<Integer, Source> sources = new ConcurrentHashMap<>();

    public ObservationStore(DataSource source) {
        this.source = source;
    }

    /** What became of a row: it was new, replaced an older one, or said what was known already. */
    public enum Outcome {
        ADDED,
        CORRECTED,
        UNCHANGED
    }

    /** How many rows came out how. */
    public record Stored(int added, int corrected, int unchanged) {
        public static Stored of(List<Outcome> outcomes) {
            return new Stored(
                    Collections.frequency(outcomes, Outcome.ADDED),
                    Collections.frequency(outcomes, Outcome.CORRECTED),
                    Collections.frequency(outcomes, Outcome.UNCHANGED));
        }
    }

    /**
     * Takes in rows, in their order, within the caller's transaction; the next pass assesses whom they are about.
     *
     * @param seenBefore these very rows were delivered before, so what was corrected since is not news again
     * @param now when a correction is learnt whose source does not say
     */
    public Stored store(Connection connection, List<NewObservation> rows, boolean seenBefore, Instant now)
            throws SQLException {
        Turn locks = new Turn();
        codes(rows).forEach(code -> locks.add(ObservationWriter.lock(code)));
        Stored stored = Stored.of(write(connection, locks, rows, seenBefore, now));
        if (stored.added() + stored.corrected() > 0) {
            Unassessed.mark(
                    connection, rows.stream().map(NewObservation::enterpriseId).toList());
        }
        return stored;
    }

    /**
     * The same for single reports, which whoever takes them assesses at once. Those of one source go side by side, for
     * they lock the rows they are about and not the whole source. Gives back what became of each row.
     */
    public List<Outcome> report(Connection connection, List<NewObservation> rows, Instant now) throws SQLException {
        Turn locks = new Turn();
        codes(rows).forEach(code -> locks.add(ObservationWriter.lockShared(code)));
        locks.add(Locks.on("observation", rows.stream().map(NewObservation::key)));
        return write(connection, locks, rows, false, now);
    }

    private static List<String> codes(List<NewObservation> rows) {
        return rows.stream().map(NewObservation::sourceCode).distinct().sorted().toList();
    }

    /** @param locks not yet taken */
    private static List<Outcome> write(
            Connection connection, Turn locks, List<NewObservation> rows, boolean seenBefore, Instant now)
            throws SQLException {
        List<Named> names = rows.stream()
                .map(row -> new Named(row.sourceCode(), row.sourceKind()))
                .distinct()
                .toList();
        Supplier<Map<Named, Source>> known = locks.add(Sources.named(names));
        locks.take(connection);
        Map<Named, Source> sources =
                known.get().size() == names.size() ? known.get() : Sources.ensure(connection, names);
        Outcome[] outcomes = new Outcome[rows.size()];
        for (boolean care : new boolean[] {false, true}) {
            int[] part = IntStream.range(0, rows.size())
                    .filter(i -> rows.get(i).psychological() == care)
                    .toArray();
            if (part.length == 0) continue;
            String table = care ? "care.observation" : "observation";
            Outcome[] of = new ObservationWriter(connection, table, sources, seenBefore, now)
                    .write(IntStream.of(part).mapToObj(rows::get).toList());
            for (int i = 0; i < part.length; i++) outcomes[part[i]] = of[i];
        }
        return List.of(outcomes);
    }

    /** What was known at a moment, in the order of the enterprises' ids. */
    public InOrder<Observation> inOrder(Whom whom, Instant knownAt, Instant since) {
        return inOrder("observation", whom, knownAt, since);
    }

    /** Psychological aggregates, for the care side alone. */
    public InOrder<Observation> careInOrder(Whom whom, Instant knownAt, Instant since) {
        return inOrder("care.observation", whom, knownAt, since);
    }

    private InOrder<Observation> inOrder(String table, Whom whom, Instant knownAt, Instant since) {
        Transactions.inTransaction(source, this::learnSources);
        String now = "'" + knownAt.truncatedTo(ChronoUnit.MICROS) + "'";
        // What is null is sent without being formatted: of millions of rows hardly one is established.
        String known =
                """
                select enterprise_id, key, indicator, value, occurred_at, learnt_at, source_id, reporter,
                    confidence, nullif(established, false) from %s
                where %s and occurred_at >= '%s' and occurred_at <= %s and learnt_at <= %s
                    and (retracted_at is null or retracted_at > %s)""".formatted(table, whom.in("enterprise_id"), since.truncatedTo(ChronoUnit.MICROS), now, now, now);
        return new InOrder<>(
                source,
                whom,
                known,
                (enterprise, row) -> new Observation(
                        row.uuid(),
                        enterprise,
                        row.word(),
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
    public Question<List<Observation>> of(Collection<UUID> enterprises, Instant knownAt, Instant since) {
        return known("observation", enterprises, knownAt, since);
    }

    /** The same of psychological aggregates, for the care side alone. */
    public Question<List<Observation>> careOf(Collection<UUID> enterprises, Instant knownAt, Instant since) {
        return known("care.observation", enterprises, knownAt, since);
    }

    private Question<List<Observation>> known(
            String table, Collection<UUID> enterprises, Instant knownAt, Instant since) {
        Value now = Value.of(Jdbc.utc(knownAt));
        return new Question<>(
                COLUMNS.formatted(table) + "where o.enterprise_id = any(?)" + KNOWN,
                this::readAll,
                Value.uuids(enterprises),
                Value.of(Jdbc.utc(since)),
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
