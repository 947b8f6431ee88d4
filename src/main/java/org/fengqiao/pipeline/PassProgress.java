package org.fengqiao.pipeline;

import java.time.Instant;
import java.util.UUID;
import org.fengqiao.assessment.store.AssessmentInput;

/** How far a pass has got. */
record PassProgress(
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
    PassProgress advancedPast(AssessmentInput input) {
        return new PassProgress(
                id,
                at,
                everybody,
                epoch,
                input.lastId(),
                assessed + input.enterprises(),
                changed,
                raised,
                upgraded,
                resumed);
    }

    PassProgress plus(AlertingStage.BatchOutcome batch) {
        return new PassProgress(
                id,
                at,
                everybody,
                epoch,
                cursor,
                assessed,
                changed + batch.changed(),
                raised + batch.raised(),
                upgraded + batch.upgraded(),
                resumed);
    }
}
