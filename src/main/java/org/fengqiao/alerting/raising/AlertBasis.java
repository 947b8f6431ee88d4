package org.fengqiao.alerting.raising;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.Finding;
import org.fengqiao.policy.Tier;

/**
 * What an alert rests on: the hard triggers that set its tier, or where none did, everything that gave points. A silence of
 * one rule holds only what rests on that rule alone.
 *
 * @param rules the one that carries most first; empty when nothing was found that carries it
 * @param indicators all that these rules read
 * @param fact the observation that gave the first rule its value; none if that is no observation, like a season
 */
record AlertBasis(List<String> rules, Set<String> indicators, Optional<UUID> fact) {
    static final AlertBasis NONE = new AlertBasis(List.of(), Set.of(), Optional.empty());

    private static final Comparator<Finding> GRAVEST_FIRST = Comparator.comparing(
                    (Finding finding) -> finding.floor().orElse(Tier.GREY))
            .thenComparing(Finding::points)
            .reversed()
            .thenComparing(finding -> finding.rule().ordinal());

    static AlertBasis of(Assessment assessment) {
        List<Finding> triggers = assessment.findings().stream()
                .filter(finding -> finding.floor().orElse(Tier.GREY).compareTo(assessment.tier()) >= 0)
                .toList();
        List<Finding> carrying = triggers.isEmpty()
                ? assessment.findings().stream()
                        .filter(finding -> finding.points() > 0)
                        .toList()
                : triggers;
        List<Finding> ranked = carrying.stream().sorted(GRAVEST_FIRST).toList();
        Set<String> indicators = new TreeSet<>();
        ranked.forEach(finding -> indicators.addAll(finding.rule().condition().indicators()));
        return new AlertBasis(
                ranked.stream().map(finding -> finding.rule().id()).toList(),
                indicators,
                ranked.stream()
                        .limit(1)
                        .flatMap(finding -> finding.evidence().stream())
                        .findFirst());
    }

    Optional<String> leadRule() {
        return rules.stream().findFirst();
    }
}
