package org.fengqiao.governance;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.live.LiveAssessor;
import org.fengqiao.governance.cases.RuleCaseResult;
import org.fengqiao.governance.cases.RuleCaseRunner;
import org.fengqiao.governance.check.ContentChecks;
import org.fengqiao.governance.check.ContentFinding;
import org.fengqiao.governance.content.ContentChange;
import org.fengqiao.governance.content.IndicatorUsage;
import org.fengqiao.governance.content.IndicatorUsageFinder;
import org.fengqiao.governance.content.ReleaseDiff;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Release;
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

    /** What came of it; warnings alone don't stand in the way. */
    public record ValidationReport(List<ContentFinding> findings, List<RuleCaseResult> failed, int cases) {
        boolean passes() {
            return errors() == 0 && failed.isEmpty();
        }

        private long errors() {
            return findings.stream()
                    .filter(finding -> finding.severity() == ContentFinding.Severity.ERROR)
                    .count();
        }

        BilingualText summary() {
            long warnings = findings.size() - errors();
            return new BilingualText(
                    errors() + "个错误，" + warnings + "个提醒，" + cases + "个用例中" + failed.size() + "个未通过",
                    errors() + " error(s), " + warnings + " warning(s), " + failed.size() + " of " + cases
                            + " cases fail");
        }
    }

    /** What is wrong in it; a draft that can't even be read is told what stops the reading. */
    public List<ContentFinding> findings(UUID draft) {
        try {
            return ContentChecks.of(drafts.release(draft));
        } catch (InvalidContentException refused) {
            return refused.problems().stream().map(ContentFinding::of).toList();
        }
    }

    /** Its cases, expected and actual side by side. */
    public List<RuleCaseResult> cases(UUID draft) {
        Release release = drafts.release(draft);
        return RuleCaseRunner.all(release, live.prepare(release));
    }

    /** @param ready a draft that could be read and compiled */
    public ValidationReport validate(Assessor ready) {
        List<RuleCaseResult> cases = RuleCaseRunner.all(ready.release(), ready);
        List<RuleCaseResult> failed =
                cases.stream().filter(one -> !one.passed()).toList();
        return new ValidationReport(ContentChecks.of(ready.release()), failed, cases.size());
    }

    /** What is different from the release it came from, or from the one that is live. */
    public List<ContentChange> difference(UUID draft, boolean fromLive) {
        String base = fromLive ? releases.liveId() : drafts.get(draft).baseRelease();
        return difference(releases.byId(base).files(), drafts.files(draft));
    }

    List<ContentChange> difference(Map<String, byte[]> before, Map<String, byte[]> after) {
        return ReleaseDiff.between(before, after);
    }

    public List<IndicatorUsage> whereUsed(UUID draft, String indicator) {
        if (indicator == null || indicator.isBlank()) {
            throw ProblemException.invalid(
                    "indicator-missing", "请用参数 indicator 给出指标代码", "Name the indicator in the parameter indicator");
        }
        return IndicatorUsageFinder.of(drafts.release(draft), indicator);
    }
}
