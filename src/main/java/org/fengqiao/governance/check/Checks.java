package org.fengqiao.governance.check;

import java.util.List;
import org.fengqiao.policy.Release;

/** stub */
public final class Checks {
    private Checks() {}

    public static List<ContentFinding> of(Release release) {
        return List.of();
    }
}
