package org.fengqiao.governance.check;

import java.util.List;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.content.ContentProblem;

/**
 * What must be right in a rule base beyond what its reader refuses. A check looks at the content alone, so a folder of
 * rules can be checked without a database, and says where something is wrong and how to correct it.
 */
public final class ContentChecks {
    private static final List<Check> ALL = List.of(
            new EffectCheck(),
            new IndicatorCheck(),
            new UnitCheck(),
            new WordingCheck(),
            new BandCheck(),
            new WrittenRuleCheck(),
            new MonotonicityCheck(),
            new TierCheck(),
            new RouteCheck(),
            new PurposeLimitationCheck(),
            new CaseCoverageCheck());

    private ContentChecks() {}

    /** One kind of fault. */
    interface Check {
        void check(Release release, ContentProblemCollector findings);
    }

    /** In the order of the files and rows. */
    public static List<ContentProblem> of(Release release) {
        ContentProblemCollector findings = new ContentProblemCollector(release);
        for (Check check : ALL) check.check(release, findings);
        return findings.sorted();
    }
}
