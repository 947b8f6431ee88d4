package org.fengqiao.governance.check;

import java.util.List;
import java.util.SortedMap;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.governance.cases.RuleCaseResult;
import org.fengqiao.governance.cases.RuleCaseRunner;
import org.fengqiao.governance.check.ContentFinding.Severity;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.content.InvalidContentException;
import org.fengqiao.policy.content.ReleaseReader;

/**
 * All that can be said of a rule base before it is put to use: what reading refuses, what the checks find, and how its
 * cases come out.
 *
 * @param release its id, or empty when it can't be read
 * @param rules 0 when it can't be read
 * @param cases empty when it can't be read, or its cases or routes can't
 */
public record ValidationReport(
        String base, String release, int rules, List<ContentFinding> findings, List<RuleCaseResult> cases) {
    /** Nothing that compiles can do without the posts that its routes name, and no case runs that can't be read. */
    private static final List<String> CASES_NEED = List.of("post-unknown", "case-unreadable");

    /** Nothing is written and nothing live is touched; compiling takes seconds. */
    public static ValidationReport of(String base, SortedMap<String, byte[]> files, Assessor.RuleCompiler compiler) {
        Release release;
        try {
            release = ReleaseReader.read(base, files);
        } catch (InvalidContentException refused) {
            List<ContentFinding> findings =
                    refused.problems().stream().map(ContentFinding::of).toList();
            return new ValidationReport(base, "", 0, findings, List.of());
        }
        List<ContentFinding> findings = ContentChecks.of(release);
        List<RuleCaseResult> cases = List.of();
        if (findings.stream().map(ContentFinding::code).noneMatch(CASES_NEED::contains)) {
            Assessor assessor = Assessor.of(release, compiler);
            cases = RuleCaseRunner.all(release, assessor);
            assessor.engine().close();
        }
        return new ValidationReport(base, release.id(), release.rules().size(), findings, cases);
    }

    public List<RuleCaseResult> failedCases() {
        return cases.stream().filter(result -> !result.passed()).toList();
    }

    /** Whether it may be published: warnings may stand, errors and failing cases may not. */
    public boolean passes() {
        return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR)
                && failedCases().isEmpty();
    }
}
