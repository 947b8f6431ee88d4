package org.fengqiao.assessment;

import java.nio.file.Path;
import org.fengqiao.assessment.drools.DroolsEngine;
import org.fengqiao.policy.content.ReleaseReader;

/** The rule base for the back-test on wage claims, compiled once for all tests of a run. */
public final class WageClaimsRuleBase {
    public static final Path FOLDER = Path.of("rules/wage-claims");
    private static final Assessor ASSESSOR = Assessor.of(ReleaseReader.read(FOLDER), DroolsEngine::compile);

    private WageClaimsRuleBase() {}

    public static Assessor assessor() {
        return ASSESSOR;
    }
}
