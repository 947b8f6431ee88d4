package org.fengqiao.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.AssessmentStore;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.Beside;
import org.fengqiao.assessment.Changes;
import org.fengqiao.assessment.Knowledge;
import org.fengqiao.assessment.Known;
import org.fengqiao.assessment.LiveAssessor;
import org.fengqiao.assessment.Population;
import org.fengqiao.assessment.Stood;
import org.fengqiao.assessment.Subject;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.Failure;
import org.fengqiao.platform.Ids;
import org.fengqiao.policy.Dimension;
import org.fengqiao.registry.Transactions;
import org.fengqiao.registry.Unassessed;
import org.fengqiao.registry.Whom;

/**
 * Assesses everybody, chunk by chunk: while one chunk is written, the next is read and assessed. Each
 * chunk commits together with the place reached, so a pass that was killed goes on from there, as of the same instant,
 * and ends as if nothing had happened.
 */
@ApplicationScoped
public class Pass {
    private static final UUID START = new UUID(0, 0);
    private static final Duration WORTH_GOING_ON = Duration.ofHours(12);

    private final Knowledge knowledge;
    private final AssessmentStore assessments;
    private final WarningPipeline pipeline;
    private final LiveAssessor live;
    private final Beside beside;
    private final DataSource database;
    private final InstantSource clock;
    private final Ids ids;
    private final int chunk;

    Pass(
            Knowledge knowledge,
            AssessmentStore assessments,
            WarningPipeline pipeline,
            LiveAssessor live,
            Beside beside,
            DataSource database,
            InstantSource clock,
            Ids ids,
            @ConfigProperty(name = "fengqiao.pass.chunk", defaultValue = "5000") int chunk) {
        this.knowledge = knowledge;
        this.assessments = assessments;
        this.pipeline = pipeline;
        this.live = live;
        this.beside = beside;
        this.database = database;
        this.clock = clock;
        this.ids = ids;
        this.chunk = chunk;
    }

    /** What a pass did; {@code everybody} or only what had changed, {@code resumed} when it took up one cut short. */
    public record Report(
            Instant at,
            String release,
            boolean everybody,
            boolean resumed,
            long assessed,
            long changed,
            long raised,
            long upgraded,
            double seconds) {}

    /** Who is assessed. */
    public enum Scope {
        EVERYBODY,
        /** Those of whom something was learnt, or whose assessment no longer holds; everybody where the rules are others. */
        WHAT_CHANGED
    }

    private record State(
            UUID id,
            Instant at,
            boolean everybody,
            long epoch,
            UUID cursor,
            long assessed,
            long changed,
            long raised,
            long upgraded,
            boolean resumed) {
        State reached(Known known) {
            return new State(
                    id,
                    at,
                    everybody,
                    epoch,
                    known.last(),
                    assessed + known.enterprises(),
                    changed,
                    raised,
                    upgraded,
                    resumed);
        }

        State plus(WarningPipeline.Step step) {
            return new State(
                    id,
                    at,
                    everybody,
                    epoch,
                    cursor,
                    assessed,
                    changed + step.changed(),
                    raised + step.raised(),
                    upgraded + step.upgraded(),
                    resumed);
        }
    }

    /** What a pass does between reading and writing. */
    @FunctionalInterface
    public interface Assessing {
        List<Assessment> assess(Assessor assessor, Dimension dimension, List<Subject> subjects, Instant at);
    }

    /** As of now, or going on with a pass of the last hours that was cut short. */
    public Report run(Scope scope, LongConsumer progress) {
        return run(null, scope, Assessor::assess, progress);
    }

    /** Everybody with another way of assessing, to measure what assessing costs. */
    public Report run(Assessing how, LongConsumer progress) {
        return run(null, Scope.EVERYBODY, how, progress);
    }

    /**
     * As of an instant, with what was known then; for trying the rules on history in a database of its own.
     *
     * @param progress is told how many enterprises are done
     */
    public Report run(Instant asOf, LongConsumer progress) {
        if (asOf.isAfter(clock.instant())) {
            throw Failure.invalid(
                    "as-of-in-future", "评估时点在将来，请给出今天以前的日期", "The day has not ended yet; name one before today");
        }
        return run(asOf, Scope.EVERYBODY, Assessor::assess, progress);
    }

    /** @param asked as of when; null for now */
    private Report run(Instant asked, Scope scope, Assessing how, LongConsumer progress) {
        Assessor assessor = live.get();
        Instant begun = clock.instant();
        try (Connection guard = database.getConnection()) {
            lock(guard);
            try {
                State state = begin(assessor.release().id(), asked, scope);
                State done = chunks(state, assessor, how, progress);
                finish(done);
                double seconds = Duration.between(begun, clock.instant()).toMillis() / 1000.0;
                return new Report(
                        done.at(),
                        assessor.release().id(),
                        done.everybody(),
                        done.resumed(),
                        done.assessed(),
                        done.changed(),
                        done.raised(),
                        done.upgraded(),
                        seconds);
            } finally {
                unlock(guard);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private State chunks(State begun, Assessor assessor, Assessing how, LongConsumer progress) {
        State state = begun;
        ExecutorService ahead = Executors.newSingleThreadExecutor();
        try (Population population = population(begun, assessor);
                Stood stood = assessments.stood(new Whom(begun.cursor(), !begun.everybody()))) {
            Callable<Chunk> read = () -> assessed(population.next(chunk), stood, begun.at(), assessor, how);
            Future<Chunk> next = ahead.submit(read);
            try {
                for (Chunk one = next.get(); one.known().last() != null; one = next.get()) {
                    next = ahead.submit(read);
                    state = written(state, one, assessor);
                    progress.accept(state.assessed());
                }
            } finally {
                ahead.shutdown();
                ahead.awaitTermination(1, TimeUnit.MINUTES); // it reads from what is closed next
            }
            return state;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(
                    ErrorKind.UNAVAILABLE,
                    "pass-interrupted",
                    "评估被中断,再次运行可继续",
                    "The pass was interrupted; run it again to go on",
                    e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private Population population(State begun, Assessor assessor) {
        return begun.everybody()
                ? knowledge.everybody(begun.cursor(), assessor.release(), begun.at())
                : knowledge.due(begun.cursor(), assessor.release(), begun.at());
    }

    /** Enterprises that were read and assessed, and are yet to be written. */
    private record Chunk(Known known, Map<Dimension, List<Assessment>> assessed, Map<Dimension, Changes> changes) {}

    private static Chunk assessed(Known known, Stood stood, Instant at, Assessor assessor, Assessing how) {
        Map<Dimension, List<Assessment>> assessed = new EnumMap<>(Dimension.class);
        known.batches()
                .forEach((dimension, batch) ->
                        assessed.put(dimension, how.assess(assessor, dimension, batch.subjects(), at)));
        return new Chunk(known, assessed, stood.changes(known, assessed));
    }

    private State written(State state, Chunk chunk, Assessor assessor) {
        chunk.assessed()
                .forEach((dimension, made) -> beside.tell(
                        dimension, chunk.known().batches().get(dimension).subjects(), made, state.at()));
        // Clocks run from now, also when the pass began before it was cut short; of history they run from then.
        Instant now = clock.instant();
        Instant raisedAt = state.at().isBefore(now.minus(WORTH_GOING_ON)) ? state.at() : now;
        return Transactions.inTransaction(database, connection -> {
            State after = state.reached(chunk.known());
            chunk.assessed().values().forEach(pipeline::count);
            for (var entry : chunk.assessed().entrySet()) {
                Known.Batch batch = chunk.known().batches().get(entry.getKey());
                Changes changes = chunk.changes().get(entry.getKey());
                after = after.plus(
                        pipeline.step(connection, assessor, batch, entry.getValue(), changes, state.at(), raisedAt));
            }
            Unassessed.assessed(connection, state.cursor(), after.cursor(), state.epoch());
            String sql =
                    "update pass set cursor_id = ?, assessed = ?, changed = ?, raised = ?, upgraded = ? where id = ?";
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                update.setObject(1, after.cursor());
                update.setLong(2, after.assessed());
                update.setLong(3, after.changed());
                update.setLong(4, after.raised());
                update.setLong(5, after.upgraded());
                update.setObject(6, after.id());
                update.executeUpdate();
            }
            return after;
        });
    }

    /** Takes up an unfinished pass, or begins a new one. */
    private State begin(String release, Instant asked, Scope scope) {
        return Transactions.inTransaction(database, connection -> {
            // First the epoch, then the instant: what an earlier epoch left was learnt before it.
            long epoch = Unassessed.begin(connection);
            Instant now = clock.instant();
            Instant asOf = asked == null ? now : asked;
            giveUp(connection, release, asked == null ? now.minus(WORTH_GOING_ON) : asked, asOf, now);
            Optional<State> unfinished = unfinished(connection);
            if (unfinished.isPresent()) return unfinished.get();
            refuseGoingBack(connection, asOf);
            boolean everybody = scope == Scope.EVERYBODY || !everybodyStandsBy(connection, release);
            // As of the past one does not see what was learnt since, so it stays noted.
            State fresh = new State(ids.next(), asOf, everybody, asked == null ? epoch : 0, START, 0, 0, 0, 0, false);
            String insert =
                    "insert into pass (id, at, release_id, started_at, everybody, epoch) values (?, ?, ?, ?, ?, ?)";
            try (PreparedStatement begin = connection.prepareStatement(insert)) {
                begin.setObject(1, fresh.id());
                begin.setTimestamp(2, Timestamp.from(asOf));
                begin.setString(3, release);
                begin.setTimestamp(4, Timestamp.from(now));
                begin.setBoolean(5, everybody);
                begin.setLong(6, fresh.epoch());
                begin.executeUpdate();
            }
            return fresh;
        });
    }

    /**
     * Only a pass for the same purpose is gone on with: of the same rules, and as of the instant asked for or, where none
     * was, of a few hours ago at most.
     */
    private static void giveUp(Connection connection, String release, Instant from, Instant to, Instant now)
            throws SQLException {
        String sql = "update pass set finished_at = ?, everybody = false where finished_at is null"
                + " and (release_id <> ? or at < ? or at > ?)";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setTimestamp(1, Timestamp.from(now));
            update.setString(2, release);
            update.setTimestamp(3, Timestamp.from(from));
            update.setTimestamp(4, Timestamp.from(to));
            update.executeUpdate();
        }
    }

    private static Optional<State> unfinished(Connection connection) throws SQLException {
        String sql = "select id, at, everybody, epoch, cursor_id, assessed, changed, raised, upgraded from pass"
                + " where finished_at is null";
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            if (!row.next()) return Optional.empty();
            UUID cursor = row.getObject(5, UUID.class);
            return Optional.of(new State(
                    row.getObject(1, UUID.class),
                    row.getTimestamp(2).toInstant(),
                    row.getBoolean(3),
                    row.getLong(4),
                    cursor == null ? START : cursor,
                    row.getLong(6),
                    row.getLong(7),
                    row.getLong(8),
                    row.getLong(9),
                    true));
        }
    }

    /** Whether the last pass over everybody came to its end, by these rules, with all that was known. */
    private static boolean everybodyStandsBy(Connection connection, String release) throws SQLException {
        String sql = "select release_id = ? and finished_at is not null and epoch > 0 from pass where everybody"
                + " order by started_at desc limit 1";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, release);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** The latest assessment is what people act on: an older one must not take its place. */
    private static void refuseGoingBack(Connection connection, Instant asOf) throws SQLException {
        String sql = "select max(at) from pass where finished_at is not null and cursor_id is not null";
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            row.next();
            if (row.getTimestamp(1) != null && row.getTimestamp(1).toInstant().isAfter(asOf)) {
                throw new Failure(
                        ErrorKind.WRONG_STATE,
                        "assessed-later-already",
                        "已有更晚时点的评估;回看历史请用单独的数据文件夹(FENGQIAO_DATA)",
                        "Enterprises were assessed as of a later instant already; to look at history use a data folder of"
                                + " its own (FENGQIAO_DATA)");
            }
        }
    }

    private void finish(State done) {
        Transactions.inTransaction(database, connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("update pass set finished_at = ? where id = ?")) {
                update.setTimestamp(1, Timestamp.from(clock.instant()));
                update.setObject(2, done.id());
                return update.executeUpdate();
            }
        });
    }

    /** Held by the session, so the database lets go of it when the process dies. */
    private static void lock(Connection guard) throws SQLException {
        try (PreparedStatement select =
                        guard.prepareStatement("select pg_try_advisory_lock(hashtext('fengqiao pass'))");
                ResultSet row = select.executeQuery()) {
            row.next();
            if (!row.getBoolean(1)) {
                throw new Failure(
                        ErrorKind.WRONG_STATE,
                        "pass-running",
                        "已有一次评估正在进行,请等它结束",
                        "A pass is running already; wait until it has ended");
            }
        }
    }

    private static void unlock(Connection guard) throws SQLException {
        try (PreparedStatement select =
                guard.prepareStatement("select pg_advisory_unlock(hashtext('fengqiao pass'))")) {
            select.execute();
        }
    }
}
