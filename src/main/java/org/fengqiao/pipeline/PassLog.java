package org.fengqiao.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.registry.enterprise.ReassessmentQueue;

/** Records passes, so that an interrupted one is resumed. */
@ApplicationScoped
@Transactional
class PassLog {
    static final Duration RESUME_WITHIN = Duration.ofHours(12);

    private final PassRepository passes;
    private final DataSource database;
    private final InstantSource clock;
    private final Ids ids;

    PassLog(PassRepository passes, DataSource database, InstantSource clock, Ids ids) {
        this.passes = passes;
        this.database = database;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Resumes an unfinished pass with the same rules and as of the instant asked for or, if there is none, of the last hours;
     * otherwise begins a new one.
     *
     * @param requested as of when; null for now
     */
    PassProgress begin(String release, Instant requested, AssessmentPass.Scope scope) {
        // First the epoch, then the instant: whatever an earlier epoch queued was learnt before it.
        long epoch = Transactions.inTransaction(database, ReassessmentQueue::beginEpoch);
        Instant now = clock.instant();
        Instant asOf = requested == null ? now : requested;
        Instant earliest = requested == null ? now.minus(RESUME_WITHIN) : requested;
        Optional<Pass> unfinished = passes.unfinished();
        if (unfinished.isPresent() && unfinished.get().isResumable(release, earliest, asOf)) {
            return unfinished.get().progress(true);
        }
        unfinished.ifPresent(pass -> pass.abandon(now));
        passes.flush(); // only one may be unfinished
        requireNotBeforeLatest(asOf);
        boolean everybody = scope == AssessmentPass.Scope.EVERYBODY || !isFullyAssessedBy(release);
        Pass pass = new Pass(ids.next(), asOf, release, everybody, requested == null ? epoch : 0, now);
        passes.persist(pass);
        return pass.progress(false);
    }

    private boolean isFullyAssessedBy(String release) {
        return passes.lastOverEverybody()
                .filter(pass -> pass.isComplete(release))
                .isPresent();
    }

    /** People act on the latest assessment, so an older one must not replace it. */
    private void requireNotBeforeLatest(Instant asOf) {
        if (!passes.hasFinishedAfter(asOf)) return;
        throw new ProblemException(
                ErrorKind.WRONG_STATE,
                "assessed-later-already",
                "已有更晚时点的评估；回看历史请用单独的数据文件夹（FENGQIAO_DATA）",
                "Enterprises were assessed as of a later instant already; to look at history use a data folder of its own"
                        + " (FENGQIAO_DATA)");
    }

    /** In the transaction that saved the assessments. */
    void saveProgress(PassProgress progress) {
        passes.findById(progress.id()).record(progress);
    }

    void finish(PassProgress done) {
        passes.findById(done.id()).finish(clock.instant());
    }
}
