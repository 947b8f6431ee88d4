package org.fengqiao.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.store.AssessmentDelta;
import org.fengqiao.assessment.store.AssessmentInput;
import org.fengqiao.assessment.store.AssessmentStore;
import org.fengqiao.assessment.store.EnterpriseFactStream;
import org.fengqiao.assessment.store.FactLoader;
import org.fengqiao.assessment.store.PreviousAssessments;
import org.fengqiao.pipeline.AssessmentPass.AssessmentFunction;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.WorkerThreads;
import org.fengqiao.policy.Dimension;

/** Reads, assesses and writes the chunks of a pass: while one is written, the next is assessed and the one after it read. */
@ApplicationScoped
class PassChunks {
    private static final int READ_AHEAD = 2;

    private final FactLoader facts;
    private final AssessmentStore assessments;
    private final PassWriter writer;
    private final int chunkSize;

    PassChunks(
            FactLoader facts,
            AssessmentStore assessments,
            PassWriter writer,
            @ConfigProperty(name = "fengqiao.pass.chunk", defaultValue = "5000") int chunkSize) {
        this.facts = facts;
        this.assessments = assessments;
        this.writer = writer;
        this.chunkSize = chunkSize;
    }

    /** Enterprises that were read and assessed but not yet written. */
    record Chunk(
            AssessmentInput input, Map<Dimension, List<Assessment>> assessed, Map<Dimension, AssessmentDelta> deltas) {}

    PassProgress run(PassProgress start, Assessor assessor, AssessmentFunction assessing, LongConsumer progress) {
        PassProgress state = start;
        ExecutorService readers = WorkerThreads.pool("pass-reader", 1);
        ExecutorService assessors = WorkerThreads.pool("pass-assessor", 1);
        try (EnterpriseFactStream stream = open(start, assessor);
                PreviousAssessments previous = assessments.previous(stream.selection())) {
            Supplier<CompletableFuture<Chunk>> nextChunk = () -> CompletableFuture.supplyAsync(
                            () -> stream.next(chunkSize), readers)
                    .thenApplyAsync(input -> assess(input, previous, start.at(), assessor, assessing), assessors);
            Deque<CompletableFuture<Chunk>> ahead = new ArrayDeque<>();
            for (int i = 0; i < READ_AHEAD; i++) ahead.add(nextChunk.get());
            try {
                for (Chunk chunk = ahead.remove().get();
                        chunk.input().lastId() != null;
                        chunk = ahead.remove().get()) {
                    ahead.add(nextChunk.get());
                    state = writer.write(state, chunk, assessor);
                    progress.accept(state.assessed());
                }
            } finally {
                // they read from the streams that are closed next
                WorkerThreads.finish(readers);
                WorkerThreads.finish(assessors);
            }
            return state;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(
                    ErrorKind.UNAVAILABLE,
                    "pass-interrupted",
                    "评估被中断，再次运行可继续",
                    "The pass was interrupted; run it again to go on",
                    e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private EnterpriseFactStream open(PassProgress start, Assessor assessor) {
        return start.everybody()
                ? facts.streamAll(start.cursor(), assessor.release(), start.at())
                : facts.streamDue(start.cursor(), assessor.release(), start.at());
    }

    private static Chunk assess(
            AssessmentInput input,
            PreviousAssessments previous,
            Instant at,
            Assessor assessor,
            AssessmentFunction assessing) {
        Map<Dimension, List<Assessment>> assessed = new EnumMap<>(Dimension.class);
        input.batches()
                .forEach((dimension, batch) ->
                        assessed.put(dimension, assessing.assess(assessor, dimension, batch.subjects(), at)));
        return new Chunk(input, assessed, previous.deltas(input, assessed));
    }
}
