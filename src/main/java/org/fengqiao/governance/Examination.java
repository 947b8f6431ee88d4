package org.fengqiao.governance;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.LiveAssessor;
import org.fengqiao.governance.check.CaseResult;
import org.fengqiao.governance.check.CaseRun;
import org.fengqiao.governance.check.Checks;
import org.fengqiao.governance.check.ContentFinding;
import org.fengqiao.governance.content.Change;
import org.fengqiao.governance.content.ReleaseDiff;
import org.fengqiao.governance.content.Use;
import org.fengqiao.governance.content.WhereUsed;
import org.fengqiao.platform.Failure;
import org.fengqiao.platform.Text;
import org.fengqiao.policy.ContentRefused;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.ReleaseReader;
import org.fengqiao.policy.Releases;

/** Holds a draft against the checks, its own cases, and the release it came from. */
@ApplicationScoped
public class Examination {
    private final Drafts drafts;
    private final Releases releases;
    private final LiveAssessor live;

    Examination(Drafts drafts, Releases releases, LiveAssessor live) {
        this.drafts = drafts;
        this.releases = releases;
        this.live = live;
    }

    /** What came of it; warnings alone don't stand in the way. */
    public record Examined(List<ContentFinding> findings, List<CaseResult> failed, int cases) {
        boolean passes() {
            return errors() == 0 && failed.isEmpty();
        }

        private long errors() {
            return findings.stream()
                    .filter(finding -> finding.severity() == ContentFinding.Severity.ERROR)
                    .count();
        }

        Text summary() {
            long warnings = findings.size() - errors();
            return new Text(
                    errors() + "个错误，" + warnings + "个提醒，" + cases + "个用例中" + failed.size() + "个未通过",
                    errors() + " error(s), " + warnings + " warning(s), " + failed.size() + " of " + cases
                            + " cases fail");
        }
    }

    /** What is wrong in it; a draft that can't even be read is told what stops the reading. */
    public List<ContentFinding> findings(UUID draft) {
        try {
            return Checks.of(release(draft));
        } catch (ContentRefused refused) {
            return refused.problems().stream().map(ContentFinding::of).toList();
        }
    }

    /** Its cases, expected and actual side by side. */
    public List<CaseResult> cases(UUID draft) {
        Release release = release(draft);
        return CaseRun.all(release, live.prepare(release));
    }

    /** @param ready a draft that could be read and compiled */
    public Examined of(Assessor ready) {
        List<CaseResult> cases = CaseRun.all(ready.release(), ready);
        List<CaseResult> failed = cases.stream().filter(one -> !one.passed()).toList();
        return new Examined(Checks.of(ready.release()), failed, cases.size());
    }

    /** What is different from the release it came from, or from the one that is live. */
    public List<Change> difference(UUID draft, boolean fromLive) {
        String base = fromLive ? releases.liveId() : drafts.one(draft).baseRelease();
        return difference(releases.byId(base).files(), drafts.files(draft));
    }

    List<Change> difference(Map<String, byte[]> before, Map<String, byte[]> after) {
        return ReleaseDiff.between(before, after);
    }

    public List<Use> whereUsed(UUID draft, String indicator) {
        if (indicator == null || indicator.isBlank()) {
            throw Failure.invalid(
                    "indicator-missing", "请用参数 indicator 给出指标代码", "Name the indicator in the parameter indicator");
        }
        return WhereUsed.of(release(draft), indicator);
    }

    /** @throws ContentRefused when it can't be read */
    Release release(UUID draft) {
        return ReleaseReader.read(drafts.one(draft).base(), drafts.files(draft));
    }
}
