package org.fengqiao.assessment;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Tier;

/**
 * An assessment in the API, with everything it is based on.
 *
 * @param completeness 0..1, share of the core indicators with fresh data
 * @param reason one sentence in both languages
 * @param findings hard triggers first, then by points
 */
public record AssessmentView(
        UUID enterpriseId,
        String dimension,
        Instant at,
        String release,
        Double score,
        Tier tier,
        BilingualText tierLabel,
        Double completeness,
        Integer headcount,
        BilingualText reason,
        List<FindingView> findings) {

    /**
     * One rule that fired.
     *
     * @param value null if the rule's first indicator had none
     * @param points after confidence and decay, before the category's cap
     * @param floor the least tier that the rule sets by itself, if it is a hard trigger; {@code floorApplied} whether it did
     * @param evidence keys of observations; given by as-of, empty on stored assessments
     */
    public record FindingView(
            String rule,
            Collection<String> indicators,
            Double value,
            Double points,
            Double confidence,
            Double decay,
            Tier floor,
            Boolean floorApplied,
            BilingualText reason,
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

    /** The part that another system may receive: legally established facts and their basis, without score and tier. */
    public AssessmentView factsOnly() {
        List<FindingView> facts = findings.stream()
                .map(finding -> new FindingView(
                        finding.rule(),
                        finding.indicators(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        finding.reason(),
                        finding.legalBasis(),
                        List.of()))
                .toList();
        return new AssessmentView(enterpriseId, dimension, at, release, null, null, null, null, null, null, facts);
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
                        .sorted(Reasons.GRAVEST_FIRST)
                        .map(finding -> FindingView.of(finding, assessment.headcount()))
                        .toList());
    }
}
