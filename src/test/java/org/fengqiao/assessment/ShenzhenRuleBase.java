package org.fengqiao.assessment;

import java.nio.file.Path;
import org.fengqiao.assessment.drools.DroolsEngine;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.content.ReleaseReader;

/** The shipped rule base, compiled once for all tests of a run. */
public final class ShenzhenRuleBase {
    public static final Path FOLDER = Path.of("rules/shenzhen-labour");
    private static final Release RELEASE = ReleaseReader.read(FOLDER);
    private static final Assessor ASSESSOR = Assessor.of(RELEASE, DroolsEngine::compile);

    private ShenzhenRuleBase() {}

    public static Release release() {
        return RELEASE;
    }

    public static Assessor assessor() {
        return ASSESSOR;
    }
}
