package org.fengqiao.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.EnterpriseFacts;
import org.fengqiao.assessment.live.LiveAssessor;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.policy.Dimension;

/**
 * Assesses all enterprises, or those with news, chunk by chunk. Each chunk commits together with the progress, so that a
 * pass that was killed is resumed from there, as of the same instant, with the same result.
 */
@ApplicationScoped
public class AssessmentPass {
    /** The code of the refusal while another pass is under way. */
    public static final String ALREADY_RUNNING = "pass-running";

    private final LiveAssessor live;
    private final PassLog log;
    private final PassChunks chunks;
    private final DataSource database;
    private final InstantSource clock;

    AssessmentPass(LiveAssessor live, PassLog log, PassChunks chunks, DataSource database, InstantSource clock) {
        this.live = live;
        this.log = log;
        this.chunks = chunks;
        this.database = database;
        this.clock = clock;
    }

    /**
     * The result of a pass.
     *
     * @param everybody whether all were assessed, not only those with news
     * @param resumed whether it resumed an interrupted one
     */
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

    /** Which enterprises are assessed. */
    public enum Scope {
        EVERYBODY,
        /** Those with news, or whose assessment is no longer valid; all if the rules have changed. */
        WHAT_CHANGED
    }

    /** What a pass does between reading and writing. */
    @FunctionalInterface
    public interface AssessmentFunction {
        List<Assessment> assess(Assessor assessor, Dimension dimension, List<EnterpriseFacts> subjects, Instant at);
    }

    /** As of now, or resuming an interrupted pass of the last hours. */
    public PassSummary run(Scope scope, LongConsumer progress) {
        return run(null, scope, Assessor::assess, progress);
    }

    /** Over all enterprises with another function, to measure the cost of assessing. */
    public PassSummary run(AssessmentFunction assessing, LongConsumer progress) {
        return run(null, Scope.EVERYBODY, assessing, progress);
    }

    /**
     * As of an instant, with what was known then; for trying the rules on history in a database of its own.
     *
     * @param progress receives the number of enterprises done
     */
    public PassSummary run(Instant asOf, LongConsumer progress) {
        if (asOf.isAfter(clock.instant())) {
            throw ProblemException.invalid(
                    "as-of-in-future", "评估时点在将来，请给出今天以前的日期", "The day has not ended yet; name one before today");
        }
        return run(asOf, Scope.EVERYBODY, Assessor::assess, progress);
    }

    /** @param requested as of when; null for now */
    private PassSummary run(Instant requested, Scope scope, AssessmentFunction assessing, LongConsumer progress) {
        Assessor assessor = live.get();
        Instant startedAt = clock.instant();
        try (PassLock lock = PassLock.acquire(database)) {
            PassProgress start = log.begin(assessor.release().id(), requested, scope);
            PassProgress done = chunks.run(start, assessor, assessing, progress);
            log.finish(done);
            double seconds = Duration.between(startedAt, clock.instant()).toMillis() / 1000.0;
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
        }
    }
}
