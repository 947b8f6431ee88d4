package org.fengqiao.assessment;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.fengqiao.platform.Text;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Tier;

/**
 * An assessment on the wire, with everything it rests on.
 *
 * @param completeness 0..1, share of the core indicators with fresh data
 * @param reason one sentence in both languages
 */
public record AssessmentView(
        UUID enterpriseId,
        String dimension,
        Instant at,
        String release,
        double score,
        Tier tier,
        Text tierLabel,
        double completeness,
        int headcount,
        Text reason,
        List<FindingView> findings) {

    /**
     * One rule that spoke.
     *
     * @param value null when the rule's first indicator had none
     * @param points after confidence and decay, before the category's cap
     * @param floor the least tier the rule sets by itself, if it is a hard trigger; {@code floorApplied} whether it did
     * @param evidence keys of observations; given by as-of, empty on stored assessments
     */
    public record FindingView(
            String rule,
            Collection<String> indicators,
            Double value,
            double points,
            double confidence,
            double decay,
            Tier floor,
            boolean floorApplied,
            Text reason,
            String legalBasis,
            List<UUID> evidence) {

        static FindingView of(Finding finding, int headcount) {
            return new FindingView(
                    finding.rule().id(),
                    finding.rule().condition().indicators(),
                    Double.isFinite(finding.value()) ? finding.value() : null,
                    finding.points(),
                    finding.confidence(),
                    finding.decay(),
                    finding.rule().floor().orElse(null),
                    finding.floorApplied(),
                    Reasons.of(finding, headcount),
                    finding.rule().legalBasis(),
                    finding.evidence());
        }
    }

    /** @param release the one the assessment was made with */
    public static AssessmentView of(Assessment assessment, Release release) {
        return new AssessmentView(
                assessment.enterpriseId(),
                assessment.dimension().code(),
                assessment.at(),
                assessment.releaseId(),
                assessment.score(),
                assessment.tier(),
                release.label(assessment.dimension(), assessment.tier()),
                assessment.completeness(),
                assessment.headcount(),
                Reasons.of(assessment, release),
                assessment.findings().stream()
                        .map(finding -> FindingView.of(finding, assessment.headcount()))
                        .toList());
    }
}
