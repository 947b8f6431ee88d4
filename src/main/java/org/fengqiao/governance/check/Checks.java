package org.fengqiao.governance.check;

import java.util.List;
import org.fengqiao.policy.Release;

/**
 * What must be right in a rule base beyond what reading it refuses. A check looks at the content alone, so that a folder
 * of rules can be checked without a database, and says where something is wrong and what to do.
 */
public final class Checks {
    private static final List<Check> ALL = List.of(
            new EffectCheck(),
            new IndicatorCheck(),
            new UnitCheck(),
            new WordingCheck(),
            new BandCheck(),
            new WrittenRuleCheck(),
            new MonotonyCheck(),
            new TierCheck(),
            new RouteCheck(),
            new PurposeCheck(),
            new CoverageCheck());

    private Checks() {}

    /** One kind of fault. */
    interface Check {
        void look(Release release, Findings findings);
    }

    /** In the order of the files and rows. */
    public static List<ContentFinding> of(Release release) {
        Findings findings = new Findings(release);
        for (Check check : ALL) check.look(release, findings);
        return findings.inOrder();
    }
}
