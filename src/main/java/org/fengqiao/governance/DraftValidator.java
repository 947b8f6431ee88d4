package org.fengqiao.governance;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.fengqiao.assessment.live.LiveAssessor;
import org.fengqiao.governance.cases.RuleCaseResult;
import org.fengqiao.governance.cases.RuleCaseRunner;
import org.fengqiao.governance.check.ContentChecks;
import org.fengqiao.governance.content.ContentChange;
import org.fengqiao.governance.content.IndicatorUsage;
import org.fengqiao.governance.content.IndicatorUsageFinder;
import org.fengqiao.governance.content.ReleaseDiff;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.content.ContentProblem;
import org.fengqiao.policy.content.InvalidContentException;
import org.fengqiao.policy.publication.Releases;

/** Holds a draft against the checks, its own cases, and the release it came from. */
@ApplicationScoped
public class DraftValidator {
    private final DraftService drafts;
    private final Releases releases;
    private final LiveAssessor live;

    DraftValidator(DraftService drafts, Releases releases, LiveAssessor live) {
        this.drafts = drafts;
        this.releases = releases;
        this.live = live;
    }

    /** What is wrong in it; a draft that can't even be read is told what stops the reading. */
    public List<ContentProblem> problems(UUID draft) {
        try {
            return ContentChecks.of(drafts.release(draft));
        } catch (InvalidContentException refused) {
            return refused.problems();
        }
    }

    /** Its cases, expected and actual side by side. */
    public List<RuleCaseResult> cases(UUID draft) {
        Release release = drafts.release(draft);
        return RuleCaseRunner.all(release, live.prepare(release));
    }

    /** What is different from the release it came from, or from the one that is live. */
    public List<ContentChange> difference(UUID draft, boolean fromLive) {
        String base = fromLive ? releases.liveId() : drafts.get(draft).baseRelease();
        return ReleaseDiff.between(releases.byId(base).files(), drafts.files(draft));
    }

    public List<IndicatorUsage> whereUsed(UUID draft, String indicator) {
        if (indicator == null || indicator.isBlank()) {
            throw ProblemException.invalid(
                    "indicator-missing", "请用参数 indicator 给出指标代码", "Name the indicator in the parameter indicator");
        }
        return IndicatorUsageFinder.of(drafts.release(draft), indicator);
    }
}
