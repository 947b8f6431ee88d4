package org.fengqiao.governance.trial;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fengqiao.assessment.EnterpriseFacts;
import org.fengqiao.policy.Indicator;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Rule;
import org.fengqiao.policy.RuleConstraint;

/**
 * The enterprises whose assessment can differ between two releases. When only rules differ and each of those needs the
 * value of an indicator, an enterprise without an observation for it can't be assessed differently. Any other difference
 * may affect everybody.
 */
final class AffectedEnterprises {
    /** Codes of observations; null stands for everybody. */
    private final Set<String> codes;

    private AffectedEnterprises(Set<String> codes) {
        this.codes = codes;
    }

    static AffectedEnterprises between(Release a, Release b) {
        boolean onlyRules = a.indicators().equals(b.indicators())
                && a.categories().equals(b.categories())
                && a.sourceKinds().equals(b.sourceKinds())
                && a.dimensions().equals(b.dimensions())
                && a.seasons().equals(b.seasons())
                && a.industries().equals(b.industries());
        if (!onlyRules) return new AffectedEnterprises(null);
        List<Rule> ofA =
                a.rules().stream().map(AffectedEnterprises::withoutPosition).toList();
        List<Rule> ofB =
                b.rules().stream().map(AffectedEnterprises::withoutPosition).toList();
        Set<Rule> inA = new HashSet<>(ofA);
        Set<Rule> inB = new HashSet<>(ofB);
        // Points are added in the order of the rules; another order could round differently.
        boolean sameOrder = ofA.stream()
                .filter(inB::contains)
                .toList()
                .equals(ofB.stream().filter(inA::contains).toList());
        if (!sameOrder) return new AffectedEnterprises(null);
        Set<String> codes = new HashSet<>();
        for (Rule rule : ofA)
            if (!inB.contains(rule) && !addInputs(codes, a, rule)) return new AffectedEnterprises(null);
        for (Rule rule : ofB)
            if (!inA.contains(rule) && !addInputs(codes, b, rule)) return new AffectedEnterprises(null);
        return new AffectedEnterprises(codes);
    }

    boolean isEverybody() {
        return codes == null;
    }

    boolean includes(EnterpriseFacts subject) {
        return codes == null
                || subject.observations().stream().anyMatch(observation -> codes.contains(observation.indicator()));
    }

    /** The position of a rule among the others does not matter for its meaning. */
    private static Rule withoutPosition(Rule rule) {
        Rule.Condition condition = rule.condition() instanceof Rule.Band band
                ? new Rule.Band(band.indicator(), 0, band.range())
                : rule.condition();
        return new Rule(
                0,
                rule.id(),
                rule.dimension(),
                rule.category(),
                condition,
                rule.points(),
                rule.floor(),
                rule.reason(),
                rule.legalBasis(),
                rule.validFrom(),
                rule.validTo(),
                rule.owner());
    }

    /** False when the rule may fire for an enterprise without observations. */
    private static boolean addInputs(Set<String> codes, Release release, Rule rule) {
        if (rule.condition() instanceof Rule.DrlCondition written && mayHoldWithoutObservations(written.constraint()))
            return false;
        for (String code : rule.condition().indicators()) {
            Optional<Indicator> indicator =
                    Optional.ofNullable(release.indicators().get(code));
            boolean given = release.industries().containsKey(code)
                    || release.seasons().stream()
                            .anyMatch(season -> season.indicator().equals(code));
            if (given || indicator.isEmpty()) return false;
            codes.add(indicator.get().derivedFrom());
        }
        return true;
    }

    /** Whether the head count alone could make it hold; comparing a missing value is always false. */
    private static boolean mayHoldWithoutObservations(RuleConstraint constraint) {
        if (constraint instanceof RuleConstraint.Comparison comparison)
            return comparison.name().equals(RuleConstraint.HEADCOUNT);
        if (constraint instanceof RuleConstraint.All all)
            return all.parts().stream().allMatch(AffectedEnterprises::mayHoldWithoutObservations);
        return ((RuleConstraint.Any) constraint)
                .parts().stream().anyMatch(AffectedEnterprises::mayHoldWithoutObservations);
    }
}
