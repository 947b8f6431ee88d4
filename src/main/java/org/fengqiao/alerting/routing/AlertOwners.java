package org.fengqiao.alerting.routing;

import java.time.Instant;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.policy.Dimension;
import org.fengqiao.registry.post.PostAssignment;
import org.fengqiao.registry.post.PostDirectory;

/** Who would own the alert of an assessment, for trials of rules, which raise none. */
public final class AlertOwners {
    private final AlertRouter router;

    public AlertOwners(Assessor assessor, PostDirectory posts, Instant at) {
        this.router = new AlertRouter(assessor.release(), assessor.engine(), posts, at);
    }

    /** Whether an assessment can raise an alert. */
    public static boolean isAlertable(Assessment assessment) {
        return assessment.tier().alerts() && assessment.dimension() != Dimension.INTEGRITY;
    }

    /** @param areaPath of the enterprise */
    public PostAssignment ownerOf(Assessment assessment, String areaPath) {
        return router.route(assessment, areaPath).owner().holder();
    }
}
