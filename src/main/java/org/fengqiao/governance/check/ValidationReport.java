package org.fengqiao.governance.check;

import java.util.List;
import java.util.SortedMap;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.governance.cases.RuleCaseResult;
import org.fengqiao.governance.cases.RuleCaseRunner;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.content.ContentProblem;
import org.fengqiao.policy.content.ContentProblem.Severity;
import org.fengqiao.policy.content.InvalidContentException;
import org.fengqiao.policy.content.ReleaseReader;

/**
 * All that can be said about a rule base before it is used: what its reader refuses, what the checks find, and the
 * results of its cases.
 *
 * @param release its id, or empty when it can't be read
 * @param rules 0 when it can't be read
 * @param cases empty when it can't be read, or its cases or routes can't
 */
public record ValidationReport(
        String base, String release, int rules, List<ContentProblem> problems, List<RuleCaseResult> cases) {
    /** Cases can't run when routes name unknown posts, or when the cases can't be read. */
    private static final List<String> CASES_NEED = List.of("post-unknown", "case-unreadable");

    /** Writes nothing and touches nothing live; compiling takes seconds. */
    public static ValidationReport of(String base, SortedMap<String, byte[]> files, Assessor.RuleCompiler compiler) {
        Release release;
        try {
            release = ReleaseReader.read(base, files);
        } catch (InvalidContentException refused) {
            return new ValidationReport(base, "", 0, refused.problems(), List.of());
        }
        List<ContentProblem> problems = ContentChecks.of(release);
        List<RuleCaseResult> cases = List.of();
        if (problems.stream().map(ContentProblem::code).noneMatch(CASES_NEED::contains)) {
            Assessor assessor = Assessor.of(release, compiler);
            cases = RuleCaseRunner.all(release, assessor);
            assessor.engine().close();
        }
        return of(release, problems, cases);
    }

    /** The same of a release that could be read and compiled. */
    public static ValidationReport of(Assessor assessor) {
        Release release = assessor.release();
        return of(release, ContentChecks.of(release), RuleCaseRunner.all(release, assessor));
    }

    private static ValidationReport of(Release release, List<ContentProblem> problems, List<RuleCaseResult> cases) {
        return new ValidationReport(
                release.base(), release.id(), release.rules().size(), problems, cases);
    }

    public List<RuleCaseResult> failedCases() {
        return cases.stream().filter(result -> !result.passed()).toList();
    }

    /** Whether it may be published: warnings may stand, errors and failing cases may not. */
    public boolean passes() {
        return errors() == 0 && failedCases().isEmpty();
    }

    private long errors() {
        return problems.stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .count();
    }

    public BilingualText summary() {
        long warnings = problems.size() - errors();
        int failed = failedCases().size();
        return new BilingualText(
                errors() + "个错误，" + warnings + "个提醒，" + cases.size() + "个用例中" + failed + "个未通过",
                errors() + " error(s), " + warnings + " warning(s), " + failed + " of " + cases.size() + " cases fail");
    }
}
