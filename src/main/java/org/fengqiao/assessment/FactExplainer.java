package org.fengqiao.assessment;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.assessment.FindingFact.Origin;
import org.fengqiao.assessment.FindingFact.SourceObservation;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Indicator;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.RuleConstraint;
import org.fengqiao.policy.SourceKind;
import org.fengqiao.registry.observation.Observation;

/**
 * The facts that findings rest on. They are derived again, by the code that assessed, only when somebody asks: a pass over a
 * city keeps eleven bytes of a finding.
 */
final class FactExplainer {
    private static final BilingualText HEADCOUNT = new BilingualText("职工人数", "Head count");

    private final Release release;
    private final DimensionPlan plan;
    private final FactDerivation derivation;
    private final Instant at;

    FactExplainer(Release release, Dimension dimension, Instant at) {
        this.release = release;
        this.at = at;
        plan = new DimensionPlan(release, dimension);
        EffectiveRules effective = new EffectiveRules(release, plan, LocalDate.ofInstant(at, Time.CITY));
        derivation = new FactDerivation(release, plan, effective.bands(), at);
    }

    /** For each finding of the enterprise, the facts its rule compared, in the order of the rule. */
    Map<Finding, List<FindingFact>> explain(List<Finding> findings, EnterpriseFacts subject) {
        DerivedFacts derived = derivation.derive(subject);
        Map<UUID, Observation> observations = new HashMap<>();
        subject.observations().forEach(observation -> observations.put(observation.key(), observation));
        Map<Finding, List<FindingFact>> facts = new HashMap<>();
        for (Finding finding : findings) {
            facts.put(
                    finding,
                    finding.rule().condition().names().stream()
                            .map(name -> fact(name, finding, derived, observations))
                            .toList());
        }
        return facts;
    }

    private FindingFact fact(String name, Finding finding, DerivedFacts derived, Map<UUID, Observation> observations) {
        if (name.equals(RuleConstraint.HEADCOUNT)) return headcount((double) derived.headcount());
        Indicator indicator = release.indicators().get(name);
        AggregatedIndicator aggregated = derived.at(plan.position(name));
        Double kept = keptValue(finding);
        // What was learnt late may give another value now; what was decided on is what was kept.
        if (kept != null && (aggregated == null || (float) aggregated.value() != kept.floatValue()))
            return withoutSource(indicator, kept);
        if (aggregated == null) return withoutSource(indicator, null);
        List<SourceObservation> sources = aggregated.evidence().stream()
                .map(observations::get)
                .map(this::source)
                .toList();
        Integer age = sources.stream()
                .map(SourceObservation::ageDays)
                .min(Integer::compare)
                .orElse(null);
        return new FindingFact(
                name, indicator.name(), aggregated.value(), indicator.unit(), origin(indicator), age, sources);
    }

    private SourceObservation source(Observation observation) {
        String kind = observation.source().kind();
        BilingualText kindName = Optional.ofNullable(release.sourceKinds().get(kind))
                .map(SourceKind::name)
                .orElse(new BilingualText("本系统", "this system"));
        return new SourceObservation(
                observation.key(),
                observation.indicator(),
                observation.value(),
                observation.source().code(),
                kind,
                kindName,
                observation.occurredAt(),
                observation.learntAt(),
                (int) Duration.between(observation.occurredAt(), at).toDays(),
                null);
    }

    /** What is known of the facts of a stored finding without deriving them again. */
    static List<FindingFact> kept(Finding finding, int headcount, Release release) {
        Set<String> names = finding.rule().condition().names();
        return names.stream()
                .map(name -> name.equals(RuleConstraint.HEADCOUNT)
                        ? headcount((double) headcount)
                        : withoutSource(release.indicators().get(name), keptValue(finding)))
                .toList();
    }

    /** The value of a rule that reads one indicator is stored with its finding; those of a combination are not. */
    private static Double keptValue(Finding finding) {
        boolean isItsOwn = finding.rule().condition().indicators().size() == 1;
        return isItsOwn && Double.isFinite(finding.value()) ? finding.value() : null;
    }

    private static FindingFact headcount(Double value) {
        return new FindingFact(RuleConstraint.HEADCOUNT, HEADCOUNT, value, "person", Origin.HEADCOUNT, null, List.of());
    }

    private static FindingFact withoutSource(Indicator indicator, Double value) {
        return new FindingFact(
                indicator.code(), indicator.name(), value, indicator.unit(), origin(indicator), null, List.of());
    }

    private static Origin origin(Indicator indicator) {
        return switch (indicator.aggregate()) {
            case SEASON -> Origin.SEASON;
            case INDUSTRY -> Origin.INDUSTRY;
            case LATEST, SUM, MAX, MONTHS, DAYS_SINCE -> Origin.OBSERVATIONS;
        };
    }
}
