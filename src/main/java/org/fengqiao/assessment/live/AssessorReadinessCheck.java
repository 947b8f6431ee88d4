package org.fengqiao.assessment.live;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** A node is not ready before its rules are compiled. */
@Readiness
@ApplicationScoped
class AssessorReadinessCheck implements HealthCheck {
    private final LiveAssessor assessor;

    AssessorReadinessCheck(LiveAssessor assessor) {
        this.assessor = assessor;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("live release")
                .status(assessor.isCompiled())
                .build();
    }
}
