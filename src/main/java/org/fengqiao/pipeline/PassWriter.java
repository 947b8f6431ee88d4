package org.fengqiao.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.live.AssessmentListeners;
import org.fengqiao.assessment.store.AssessmentDelta;
import org.fengqiao.assessment.store.AssessmentInput;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.registry.enterprise.ReassessmentQueue;

/** Writes the chunks of a pass, each with the progress in one transaction. */
@ApplicationScoped
class PassWriter {
    private final AlertingStage alerting;
    private final AssessmentListeners listeners;
    private final PassLog log;
    private final PipelineMetrics metrics;
    private final DataSource database;
    private final InstantSource clock;

    PassWriter(
            AlertingStage alerting,
            AssessmentListeners listeners,
            PassLog log,
            PipelineMetrics metrics,
            DataSource database,
            InstantSource clock) {
        this.alerting = alerting;
        this.listeners = listeners;
        this.log = log;
        this.metrics = metrics;
        this.database = database;
        this.clock = clock;
    }

    PassProgress write(PassProgress before, PassChunks.Chunk chunk, Assessor assessor) {
        chunk.assessed()
                .forEach((dimension, assessed) -> listeners.publish(
                        dimension, chunk.input().batches().get(dimension).subjects(), assessed, before.at()));
        // Clocks start now, also if the pass was interrupted in between; in a pass as of the past they start then.
        Instant now = clock.instant();
        Instant raisedAt = before.at().isBefore(now.minus(PassLog.RESUME_WITHIN)) ? before.at() : now;
        return Transactions.inTransaction(database, connection -> {
            PassProgress after = before.advancedPast(chunk.input());
            chunk.assessed().values().forEach(metrics::countAssessments);
            for (var entry : chunk.assessed().entrySet()) {
                AssessmentInput.DimensionBatch batch = chunk.input().batches().get(entry.getKey());
                AssessmentDelta delta = chunk.deltas().get(entry.getKey());
                after = after.plus(
                        alerting.saveAndAlert(connection, assessor, batch, entry.getValue(), delta, raisedAt));
            }
            ReassessmentQueue.removeAssessed(connection, before.cursor(), after.cursor(), before.epoch());
            log.saveProgress(after);
            return after;
        });
    }
}
