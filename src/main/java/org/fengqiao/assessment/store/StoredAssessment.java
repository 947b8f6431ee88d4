package org.fengqiao.assessment.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;

/** An assessment as it is stored, in the precision of the columns. */
record StoredAssessment(
        UUID enterpriseId,
        Dimension dimension,
        String releaseId,
        int headcount,
        float score,
        Tier tier,
        float completeness,
        byte[] findings,
        String areaPath,
        Instant holdsUntil) {

    static StoredAssessment of(Assessment assessment, String areaPath) {
        Instant until = assessment.holdsUntil();
        return new StoredAssessment(
                assessment.enterpriseId(),
                assessment.dimension(),
                assessment.releaseId(),
                assessment.headcount(),
                (float) assessment.score(),
                assessment.tier(),
                (float) assessment.completeness(),
                FindingsCodec.encode(assessment.findings()),
                areaPath,
                until == null ? null : until.truncatedTo(ChronoUnit.MICROS));
    }

    /** Whether it has the same content for the same enterprise, whenever either was made. */
    boolean hasSameContentAs(StoredAssessment other) {
        return headcount == other.headcount
                && score == other.score
                && tier == other.tier
                && completeness == other.completeness
                && releaseId.equals(other.releaseId)
                && areaPath.equals(other.areaPath)
                && Objects.equals(holdsUntil, other.holdsUntil)
                && Arrays.equals(findings, other.findings);
    }
}
