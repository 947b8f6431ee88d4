package org.fengqiao.assessment;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Messages;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Tier;

/**
 * An assessment in the API, with everything it is based on.
 *
 * @param completeness 0..1, share of the core indicators with fresh data
 * @param reason one sentence in both languages
 * @param findings hard triggers first, then by points
 * @param tierByHand what people said instead, if that counted at this instant; null if not
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
        List<FindingView> findings,
        TierByHand tierByHand) {

    /** A tier that people set by hand; {@code signedBy} is null where no second signature was needed. */
    public record TierByHand(
            Tier tier, BilingualText label, String reason, String by, String signedBy, Instant since, Instant until) {}

    public AssessmentView withTierByHand(TierByHand set) {
        return new AssessmentView(
                enterpriseId,
                dimension,
                at,
                release,
                score,
                tier,
                tierLabel,
                completeness,
                headcount,
                reason,
                findings,
                set);
    }

    /**
     * One rule that fired.
     *
     * @param facts what the rule compared; without sources where the assessment is read from the history
     * @param points after confidence and decay, before the category's cap
     * @param floor the least tier that the rule sets by itself, if it is a hard trigger; {@code floorApplied} whether it did
     */
    public record FindingView(
            String rule,
            List<FindingFact> facts,
            Double points,
            Double confidence,
            Double decay,
            Tier floor,
            Boolean floorApplied,
            BilingualText reason,
            String legalBasis) {

        private static FindingView of(Finding finding, List<FindingFact> facts, int headcount) {
            return new FindingView(
                    finding.rule().id(),
                    facts,
                    finding.points(),
                    finding.confidence(),
                    finding.decay(),
                    finding.rule().floor().orElse(null),
                    finding.floorApplied(),
                    Reasons.of(finding, headcount),
                    finding.rule().legalBasis());
        }

        private FindingView withRemarks(Map<UUID, FindingFact.Remark> remarks) {
            List<FindingFact> remarked =
                    facts.stream().map(fact -> fact.withRemarks(remarks)).toList();
            return new FindingView(rule, remarked, points, confidence, decay, floor, floorApplied, reason, legalBasis);
        }

        private FindingView namesOnly() {
            List<FindingFact> names = facts.stream()
                    .map(fact -> new FindingFact(
                            fact.indicator(), fact.name(), null, fact.unit(), fact.origin(), null, List.of()))
                    .toList();
            return new FindingView(rule, names, null, null, null, null, null, reason, legalBasis);
        }
    }

    /** Why the tier is what it is: what the rules say, after what people say instead. */
    public BilingualText explanation() {
        if (tierByHand == null) return reason;
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("tier", tierByHand.label());
        arguments.put("by", tierByHand.by());
        arguments.put("signedBy", tierByHand.signedBy());
        arguments.put("until", tierByHand.until());
        arguments.put("reason", tierByHand.reason());
        arguments.put("rules", reason);
        return Messages.text("why.TIER_BY_HAND", arguments);
    }

    /** With what is said about the observations themselves, by their keys. */
    public AssessmentView withRemarks(Map<UUID, FindingFact.Remark> remarks) {
        List<FindingView> remarked =
                findings.stream().map(finding -> finding.withRemarks(remarks)).toList();
        return new AssessmentView(
                enterpriseId,
                dimension,
                at,
                release,
                score,
                tier,
                tierLabel,
                completeness,
                headcount,
                reason,
                remarked,
                tierByHand);
    }

    /** The keys of the observations it rests on. */
    public Set<UUID> observationKeys() {
        return findings.stream()
                .flatMap(finding -> finding.facts().stream())
                .flatMap(fact -> fact.observations().stream())
                .map(FindingFact.SourceObservation::key)
                .collect(Collectors.toSet());
    }

    /** The part that another system may receive: legally established facts and their basis, without score and tier. */
    public AssessmentView factsOnly() {
        List<FindingView> facts = findings.stream().map(FindingView::namesOnly).toList();
        return new AssessmentView(
                enterpriseId, dimension, at, release, null, null, null, null, null, null, facts, null);
    }

    /**
     * With the facts as far as they are stored.
     *
     * @param release the one the assessment was made with
     */
    public static AssessmentView of(Assessment assessment, Release release) {
        return of(assessment, release, finding -> FactExplainer.kept(finding, assessment.headcount(), release));
    }

    /**
     * With every fact, its sources and their age.
     *
     * @param subject what was known about the enterprise at the instant of the assessment
     */
    public static AssessmentView explained(Assessment assessment, Release release, EnterpriseFacts subject) {
        Map<Finding, List<FindingFact>> facts = new FactExplainer(release, assessment.dimension(), assessment.at())
                .explain(assessment.findings(), subject);
        return of(assessment, release, facts::get);
    }

    private static AssessmentView of(
            Assessment assessment, Release release, Function<Finding, List<FindingFact>> facts) {
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
                        .map(finding -> FindingView.of(finding, facts.apply(finding), assessment.headcount()))
                        .toList(),
                null);
    }
}
