package org.fengqiao.alerting;

import java.time.Instant;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.policy.Dimension;
import org.fengqiao.registry.Holder;
import org.fengqiao.registry.PostBook;

/** Who would own the alert of an assessment; for trials of rules, which raise none. */
public final class Owners {
    private final Routing routing;

    public Owners(Assessor assessor, PostBook posts, Instant at) {
        this.routing = new Routing(assessor.release(), assessor.engine(), posts, at);
    }

    /** Whether an assessment is one that the desk would raise an alert for. */
    public static boolean alerts(Assessment assessment) {
        return assessment.tier().alerts() && assessment.dimension() != Dimension.INTEGRITY;
    }

    /** @param areaPath of the enterprise */
    public Holder of(Assessment assessment, String areaPath) {
        return routing.route(assessment, areaPath).owner().holder();
    }
}
