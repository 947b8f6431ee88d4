package org.fengqiao.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.EnterpriseFacts;
import org.fengqiao.assessment.live.AssessmentListeners;
import org.fengqiao.assessment.live.LiveAssessor;
import org.fengqiao.assessment.store.AssessmentDelta;
import org.fengqiao.assessment.store.AssessmentInput;
import org.fengqiao.assessment.store.AssessmentStore;
import org.fengqiao.assessment.store.EnterpriseFactStream;
import org.fengqiao.assessment.store.FactLoader;
import org.fengqiao.assessment.store.PreviousAssessments;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.WorkerThreads;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.policy.Dimension;
import org.fengqiao.registry.enterprise.ReassessmentQueue;

/**
 * Assesses everybody, chunk by chunk: while one chunk is written, the next is assessed and the one after it read. Each
 * chunk commits together with the place reached, so a pass that was killed goes on from there, as of the same instant,
 * and ends as if nothing had happened.
 */
@ApplicationScoped
public class AssessmentPass {
    /** While one chunk is written, the next is assessed and the one after it is read. */
    private static final int AHEAD = 2;

    private final FactLoader knowledge;
    private final AssessmentStore assessments;
    private final WarningPipeline pipeline;
    private final LiveAssessor live;
    private final AssessmentListeners beside;
    private final DataSource database;
    private final InstantSource clock;
    private final PassLog log;
    private final int chunk;

    AssessmentPass(
            FactLoader knowledge,
            AssessmentStore assessments,
            WarningPipeline pipeline,
            LiveAssessor live,
            AssessmentListeners beside,
            DataSource database,
            InstantSource clock,
            PassLog log,
            @ConfigProperty(name = "fengqiao.pass.chunk", defaultValue = "5000") int chunk) {
        this.knowledge = knowledge;
        this.assessments = assessments;
        this.pipeline = pipeline;
        this.live = live;
        this.beside = beside;
        this.database = database;
        this.clock = clock;
        this.log = log;
        this.chunk = chunk;
    }

    /** What a pass did; {@code everybody} or only what had changed, {@code resumed} when it took up one cut short. */
    public record PassSummary(
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

    /** What a pass does between reading and writing. */
    @FunctionalInterface
    public interface AssessmentFunction {
        List<Assessment> assess(Assessor assessor, Dimension dimension, List<EnterpriseFacts> subjects, Instant at);
    }

    /** As of now, or going on with a pass of the last hours that was cut short. */
    public PassSummary run(Scope scope, LongConsumer progress) {
        return run(null, scope, Assessor::assess, progress);
    }

    /** Everybody with another way of assessing, to measure what assessing costs. */
    public PassSummary run(AssessmentFunction how, LongConsumer progress) {
        return run(null, Scope.EVERYBODY, how, progress);
    }

    /**
     * As of an instant, with what was known then; for trying the rules on history in a database of its own.
     *
     * @param progress is told how many enterprises are done
     */
    public PassSummary run(Instant asOf, LongConsumer progress) {
        if (asOf.isAfter(clock.instant())) {
            throw ProblemException.invalid(
                    "as-of-in-future", "评估时点在将来，请给出今天以前的日期", "The day has not ended yet; name one before today");
        }
        return run(asOf, Scope.EVERYBODY, Assessor::assess, progress);
    }

    /** @param asked as of when; null for now */
    private PassSummary run(Instant asked, Scope scope, AssessmentFunction how, LongConsumer progress) {
        Assessor assessor = live.get();
        Instant begun = clock.instant();
        try (Connection guard = database.getConnection()) {
            PassLog.lock(guard);
            try {
                PassLog.PassProgress state = log.begin(assessor.release().id(), asked, scope);
                PassLog.PassProgress done = chunks(state, assessor, how, progress);
                log.finish(done);
                double seconds = Duration.between(begun, clock.instant()).toMillis() / 1000.0;
                return new PassSummary(
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
                PassLog.unlock(guard);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private PassLog.PassProgress chunks(
            PassLog.PassProgress begun, Assessor assessor, AssessmentFunction how, LongConsumer progress) {
        PassLog.PassProgress state = begun;
        ExecutorService reading = WorkerThreads.pool("pass-reader", 1);
        ExecutorService assessing = WorkerThreads.pool("pass-assessor", 1);
        try (EnterpriseFactStream population = population(begun, assessor);
                PreviousAssessments stood = assessments.previous(population.selection())) {
            Supplier<CompletableFuture<Chunk>> read =
                    () -> CompletableFuture.supplyAsync(() -> population.next(chunk), reading)
                            .thenApplyAsync(known -> assess(known, stood, begun.at(), assessor, how), assessing);
            Deque<CompletableFuture<Chunk>> coming = new ArrayDeque<>();
            for (int i = 0; i < AHEAD; i++) coming.add(read.get());
            try {
                for (Chunk one = coming.remove().get();
                        one.known().lastId() != null;
                        one = coming.remove().get()) {
                    coming.add(read.get());
                    state = write(state, one, assessor);
                    progress.accept(state.assessed());
                }
            } finally {
                WorkerThreads.finish(reading);
                WorkerThreads.finish(assessing);
            }
            return state;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(
                    ErrorKind.UNAVAILABLE,
                    "pass-interrupted",
                    "评估被中断,再次运行可继续",
                    "The pass was interrupted; run it again to go on",
                    e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private EnterpriseFactStream population(PassLog.PassProgress begun, Assessor assessor) {
        return begun.everybody()
                ? knowledge.streamAll(begun.cursor(), assessor.release(), begun.at())
                : knowledge.streamDue(begun.cursor(), assessor.release(), begun.at());
    }

    /** Enterprises that were read and assessed, and are yet to be written. */
    private record Chunk(
            AssessmentInput known,
            Map<Dimension, List<Assessment>> assessed,
            Map<Dimension, AssessmentDelta> changes) {}

    private static Chunk assess(
            AssessmentInput known, PreviousAssessments stood, Instant at, Assessor assessor, AssessmentFunction how) {
        Map<Dimension, List<Assessment>> assessed = new EnumMap<>(Dimension.class);
        known.batches()
                .forEach((dimension, batch) ->
                        assessed.put(dimension, how.assess(assessor, dimension, batch.subjects(), at)));
        return new Chunk(known, assessed, stood.deltas(known, assessed));
    }

    private PassLog.PassProgress write(PassLog.PassProgress state, Chunk chunk, Assessor assessor) {
        chunk.assessed()
                .forEach((dimension, made) -> beside.publish(
                        dimension, chunk.known().batches().get(dimension).subjects(), made, state.at()));
        // Clocks run from now, also when the pass began before it was cut short; of history they run from then.
        Instant now = clock.instant();
        Instant raisedAt = state.at().isBefore(now.minus(PassLog.RESUME_WITHIN)) ? state.at() : now;
        return Transactions.inTransaction(database, connection -> {
            PassLog.PassProgress after = state.advancedPast(chunk.known());
            chunk.assessed().values().forEach(pipeline::recordMetrics);
            for (var entry : chunk.assessed().entrySet()) {
                AssessmentInput.DimensionBatch batch = chunk.known().batches().get(entry.getKey());
                AssessmentDelta changes = chunk.changes().get(entry.getKey());
                after = after.plus(pipeline.saveAndAlert(
                        connection, assessor, batch, entry.getValue(), changes, state.at(), raisedAt));
            }
            ReassessmentQueue.removeAssessed(connection, state.cursor(), after.cursor(), state.epoch());
            PassLog.saveProgress(connection, after);
            return after;
        });
    }
}
