package org.fengqiao.assessment;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.platform.Time;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.DimensionPolicy;
import org.fengqiao.policy.Indicator;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Rule;
import org.fengqiao.policy.Season;
import org.fengqiao.policy.SourceKind;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.Observation;

/**
 * Reduces observations to one value for each indicator, as of an instant: windows, sums, latest values, decay,
 * confidence and corroboration. Done here and not in rules, because a rule that only compares a ready number is ten
 * times faster than one that accumulates (docs/adr/0004).
 */
final class Derivation {
    private static final SourceKind SYSTEM_WHEN_UNKNOWN = new SourceKind("SYSTEM", null, 1, false, Tier.RED);

    private final Release release;
    private final DimensionPlan plan;
    private final DimensionPolicy policy;
    private final Instant at;
    private final LocalDate day;
    private final Map<Integer, Double> seasons = new HashMap<>();
    private final Map<Integer, Map<String, Double>> industries = new HashMap<>();

    // Scratch lists of one subject, one for each indicator; emptied after use.
    private final List<List<Observation>> byIndicator = new ArrayList<>();
    private final int[] touched;

    Derivation(Release release, DimensionPlan plan, Instant at) {
        this.release = release;
        this.plan = plan;
        this.policy = release.dimensions().get(plan.dimension());
        this.at = at;
        this.day = LocalDate.ofInstant(at, Time.CITY);
        for (int i = 0; i < plan.indicators().size(); i++) {
            byIndicator.add(new ArrayList<>(4));
            Indicator indicator = plan.indicators().get(i);
            for (Season season : release.seasons()) {
                if (season.indicator().equals(indicator.code()) && season.contains(day)) seasons.put(i, season.value());
            }
            Map<String, Double> sections = release.industries().get(indicator.code());
            if (sections != null) industries.put(i, sections);
        }
        touched = new int[plan.indicators().size()];
    }

    DerivedFacts derive(Subject subject) {
        DerivedFacts facts =
                new DerivedFacts(subject.headcount(), plan.indicators().size());
        int touchedCount = sort(subject.observations());
        int fresh = 0;
        for (int i = 0; i < touchedCount; i++) {
            int position = touched[i];
            List<Observation> observations = byIndicator.get(position);
            Indicator indicator = plan.indicators().get(position);
            if (indicator.core() && isFresh(observations)) fresh++;
            Contribution contribution = contribution(position, indicator, observations, subject);
            if (contribution != null) facts.put(position, contribution);
            observations.clear();
        }
        seasons.forEach((position, value) -> facts.put(position, given(position, value)));
        if (subject.industry() != null && !subject.industry().isEmpty()) {
            String section = subject.industry().substring(0, 1);
            industries.forEach((position, sections) -> {
                Double value = sections.get(section);
                if (value != null) facts.put(position, given(position, value));
            });
        }
        facts.completeness = plan.coreCount() == 0 ? 1 : (double) fresh / plan.coreCount();
        return facts;
    }

    /** Deals the observations out to the indicators that read them; returns how many indicators were dealt any. */
    private int sort(List<Observation> observations) {
        int count = 0;
        boolean establishedOnly = plan.dimension() == Dimension.INTEGRITY;
        for (Observation observation : observations) {
            int[] readers = plan.readersOf(observation.indicator());
            if (readers == null
                    || (establishedOnly && !observation.established())
                    || observation.occurredAt().isAfter(at)
                    || observation.learntAt().isAfter(at)) continue;
            for (int position : readers) {
                List<Observation> list = byIndicator.get(position);
                if (list.isEmpty()) touched[count++] = position;
                list.add(observation);
            }
        }
        return count;
    }

    private boolean isFresh(List<Observation> observations) {
        double days = policy.freshDays();
        for (Observation observation : observations) {
            if (days == 0 || ageDays(observation) < days) return true;
        }
        return false;
    }

    private Contribution contribution(
            int position, Indicator indicator, List<Observation> observations, Subject subject) {
        double scale = 1;
        if (subject.headcount() < indicator.minHeadcount()) return null;
        if (indicator.perStaff() > 0) {
            if (subject.headcount() <= 0) return null;
            scale = (double) indicator.perStaff() / subject.headcount();
        }
        double window = Math.min(indicator.windowDays(), indicator.ttlDays());
        observations.removeIf(observation -> ageDays(observation) >= window);
        if (observations.isEmpty()) return null;
        return switch (indicator.aggregate()) {
            case LATEST -> weightiest(position, indicator, latestOfEachSource(observations), scale);
            case MAX -> weightiest(position, indicator, observations, scale);
            case SUM -> sum(position, indicator, observations, scale);
            case DAYS_SINCE -> daysSince(position, observations);
            case SEASON, INDUSTRY -> null;
        };
    }

    /**
     * Each source's own last word. An official word clears what others said before it; nobody else can clear another's
     * word, so that a later tip or self-report of "all paid" does not make a recorded debt vanish.
     */
    private List<Observation> latestOfEachSource(List<Observation> observations) {
        if (observations.size() == 1) return observations;
        Map<Line, Observation> lines = new HashMap<>();
        Instant lastOfficial = Instant.MIN;
        for (Observation observation : observations) {
            lines.merge(Line.of(observation), observation, Derivation::later);
            if (kindOf(observation).official() && observation.occurredAt().isAfter(lastOfficial)) {
                lastOfficial = observation.occurredAt();
            }
        }
        List<Observation> standing = new ArrayList<>();
        for (Observation observation : lines.values()) {
            boolean cleared =
                    !kindOf(observation).official() && !observation.occurredAt().isAfter(lastOfficial);
            if (!cleared) standing.add(observation);
        }
        return standing;
    }

    private static Observation later(Observation a, Observation b) {
        int order = a.occurredAt().compareTo(b.occurredAt());
        if (order == 0) order = a.learntAt().compareTo(b.learntAt());
        if (order == 0) order = Double.compare(a.value(), b.value());
        if (order == 0) order = a.key().compareTo(b.key());
        return order >= 0 ? a : b;
    }

    /** The observation that weighs most speaks for the indicator; those that would weigh as heavily corroborate it. */
    private Contribution weightiest(int position, Indicator indicator, List<Observation> candidates, double scale) {
        Observation best = null;
        double bestWeight = Double.NEGATIVE_INFINITY;
        for (Observation candidate : candidates) {
            double weight =
                    points(position, candidate.value() * scale) * confidence(candidate) * decay(indicator, candidate);
            if (best == null || weight > bestWeight || (weight == bestWeight && later(candidate, best) == candidate)) {
                best = candidate;
                bestWeight = weight;
            }
        }
        double value = best.value() * scale;
        double points = points(position, value);
        List<Observation> support = new ArrayList<>();
        for (Observation candidate : candidates) {
            boolean asGrave = candidate == best
                    || (points > 0
                            ? points(position, candidate.value() * scale) >= points
                            : candidate.value() == best.value());
            if (asGrave) support.add(candidate);
        }
        return made(position, value, confidence(best), decay(indicator, best), support);
    }

    private Contribution sum(int position, Indicator indicator, List<Observation> observations, double scale) {
        double sum = 0;
        double weighted = 0;
        Observation last = observations.get(0);
        List<Observation> support = new ArrayList<>();
        observations.sort((a, b) -> a == b ? 0 : later(a, b) == a ? 1 : -1);
        for (Observation observation : observations) {
            sum += observation.value();
            weighted += observation.value() * confidence(observation);
            last = later(last, observation);
            if (observation.value() > 0) support.add(observation);
        }
        double confidence = sum > 0 ? weighted / sum : confidence(last);
        Observation newest = support.isEmpty() ? last : support.get(support.size() - 1);
        return made(position, sum * scale, confidence, decay(indicator, newest), support);
    }

    private Contribution daysSince(int position, List<Observation> observations) {
        Observation last = observations.stream().reduce(Derivation::later).orElseThrow();
        return made(position, Math.floor(ageDays(last)), 1, 1, List.of(last));
    }

    private Contribution made(int position, double value, double confidence, double decay, List<Observation> support) {
        boolean official = false;
        Tier limit = support.isEmpty() ? Tier.RED : Tier.GREY;
        Line first = null;
        boolean second = false;
        List<UUID> evidence = new ArrayList<>(support.size());
        for (Observation observation : support) {
            SourceKind kind = kindOf(observation);
            official |= kind.official();
            limit = Tier.worse(limit, kind.aloneMaxTier());
            Line line = Line.of(observation);
            if (first == null) first = line;
            second |= !first.equals(line);
            evidence.add(observation.key());
        }
        return new Contribution(
                value, band(position, value), confidence, decay, official || second, limit, List.copyOf(evidence));
    }

    private Contribution given(int position, double value) {
        return new Contribution(value, band(position, value), 1, 1, true, Tier.RED, List.of());
    }

    private int band(int position, double value) {
        Rule[] rows = plan.bands(position);
        for (int i = 0; i < rows.length; i++) {
            if (((Rule.Band) rows[i].condition()).range().contains(value) && rows[i].inForce(day)) return i + 1;
        }
        return 0;
    }

    private double points(int position, double value) {
        int band = band(position, value);
        return band == 0 ? 0 : plan.bands(position)[band - 1].points();
    }

    private double confidence(Observation observation) {
        return observation.confidence() != null
                ? observation.confidence()
                : kindOf(observation).confidence();
    }

    private double decay(Indicator indicator, Observation observation) {
        return Math.max(0, 1 - ageDays(observation) / indicator.ttlDays());
    }

    private double ageDays(Observation observation) {
        return Duration.between(observation.occurredAt(), at).toSeconds() / 86_400.0;
    }

    private SourceKind kindOf(Observation observation) {
        return release.sourceKinds().getOrDefault(observation.source().kind(), SYSTEM_WHEN_UNKNOWN);
    }

    /** Who says it. Whoever reports in person is one voice, whatever he names as his source. */
    private record Line(String source, UUID reporter) {
        static Line of(Observation observation) {
            UUID reporter = observation.reporter();
            return new Line(reporter == null ? observation.source().code() : "", reporter);
        }
    }
}
