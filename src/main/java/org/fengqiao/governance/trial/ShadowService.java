package org.fengqiao.governance.trial;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.policy.Release;

/** Drafts that run as shadows: started, stopped and reported on. {@link ShadowRunner} does the running, on every node. */
@ApplicationScoped
@Transactional
public class ShadowService {
    private final ShadowRepository shadows;
    private final ShadowComparisons comparisons;
    private final Ids ids;
    private final InstantSource clock;

    ShadowService(ShadowRepository shadows, ShadowComparisons comparisons, Ids ids, InstantSource clock) {
        this.shadows = shadows;
        this.comparisons = comparisons;
        this.ids = ids;
        this.clock = clock;
    }

    /** One at a time. */
    public UUID start(UUID draft, Release release, Instant endsAt, String by) {
        Instant now = clock.instant();
        if (endsAt == null || !endsAt.isAfter(now)) {
            throw ProblemException.invalid("shadow-end", "请给出将来的结束时间", "Give an end that is still to come");
        }
        shadows.stopEnded(now);
        if (shadows.findActiveId(now).isPresent()) {
            throw new ProblemException(
                    ErrorKind.WRONG_STATE,
                    "shadow-running",
                    "已有一份草案在影子运行，请先停止它",
                    "Another draft runs as a shadow already; stop it first");
        }
        Shadow shadow = new Shadow(ids.next(), draft, release, by, now, endsAt);
        shadows.persist(shadow);
        return shadow.id;
    }

    public void stop(UUID draft) {
        if (shadows.stop(draft, clock.instant()) == 0) throw none();
    }

    /** @param areaPath whose enterprises may be named */
    public ShadowReport latest(UUID draft, String areaPath) {
        Shadow shadow = shadows.findLatest(draft).orElseThrow(ShadowService::none);
        ShadowComparisons.Totals totals = comparisons.read(shadow.id, areaPath);
        return new ShadowReport(
                shadow.id,
                draft,
                shadow.contentId,
                shadow.startedBy,
                shadow.startedAt,
                shadow.endsAt,
                shadow.stoppedAt,
                totals.assessed(),
                totals.differing(),
                shadow.dropped,
                shadow.failed,
                shadow.lastFailure,
                totals.tiers(),
                totals.differences());
    }

    private static ProblemException none() {
        return ProblemException.notFound("shadow-none", "这份草案没有影子运行", "This draft does not run as a shadow");
    }

    Optional<UUID> activeId() {
        return shadows.findActiveId(clock.instant());
    }

    Release release(UUID shadow) {
        return shadows.findById(shadow).release();
    }

    void add(UUID shadow, List<AssessmentPair> pairs) {
        comparisons.add(shadow, pairs);
    }

    void addDropped(UUID shadow, int assessments) {
        shadows.addDropped(shadow, assessments);
    }

    void addFailed(UUID shadow, int assessments, String why) {
        shadows.addFailed(shadow, assessments, why);
    }
}
