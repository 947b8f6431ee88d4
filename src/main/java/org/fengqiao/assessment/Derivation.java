package org.fengqiao.assessment;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
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
            case MONTHS -> months(position, indicator, observations);
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
            lines.merge(lineOf(observation), observation, Derivation::later);
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
        List<Observation> grave = new ArrayList<>();
        for (Observation candidate : candidates) {
            double own = points(position, candidate.value() * scale);
            if (candidate == best || (points > 0 ? own >= points : candidate.value() == best.value()))
                support.add(candidate);
            if (candidate == best || own > 0) grave.add(candidate);
        }
        double corroborated = corroborated(position, candidates, scale);
        return made(position, value, confidence(best), decay(indicator, best), corroborated, limit(grave), support);
    }

    /** The gravest value that an official source gives, or that two independent ones reach; NaN when there is none. */
    private double corroborated(int position, List<Observation> candidates, double scale) {
        List<Observation> gravestFirst = new ArrayList<>(candidates);
        gravestFirst.sort(Comparator.comparingDouble((Observation o) -> points(position, o.value() * scale))
                .thenComparingDouble(Observation::value)
                .reversed());
        Line first = null;
        for (Observation candidate : gravestFirst) {
            if (kindOf(candidate).official()) return candidate.value() * scale;
            Line line = lineOf(candidate);
            if (first != null && !first.equals(line)) return candidate.value() * scale;
            first = line;
        }
        return Double.NaN;
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
        double corroborated = corroboratedSum(observations) * scale;
        return made(position, sum * scale, confidence, decay(indicator, newest), corroborated, limit(support), support);
    }

    /** What official sources add up to, or what the second of several independent ones reaches by itself. */
    private double corroboratedSum(List<Observation> observations) {
        double official = Double.NaN;
        Map<Line, Double> byLine = new HashMap<>();
        for (Observation observation : observations) {
            if (kindOf(observation).official()) {
                official = (Double.isNaN(official) ? 0 : official) + observation.value();
            }
            byLine.merge(lineOf(observation), observation.value(), Double::sum);
        }
        if (byLine.size() < 2) return official;
        double second = byLine.values().stream()
                .sorted(Comparator.reverseOrder())
                .skip(1)
                .findFirst()
                .orElseThrow();
        return Double.isNaN(official) ? second : Math.max(official, second);
    }

    /** In how many months something was reported: trouble that comes back weighs more than one bad day. */
    private Contribution months(int position, Indicator indicator, List<Observation> observations) {
        Map<YearMonth, List<Observation>> months = new HashMap<>();
        List<Observation> support = new ArrayList<>();
        for (Observation observation : observations) {
            if (observation.value() <= 0) continue;
            support.add(observation);
            YearMonth month = YearMonth.from(observation.occurredAt().atZone(Time.CITY));
            months.computeIfAbsent(month, m -> new ArrayList<>(2)).add(observation);
        }
        Observation newest = (support.isEmpty() ? observations : support)
                .stream().reduce(Derivation::later).orElseThrow();
        double confidence = 0;
        int corroborated = 0;
        for (List<Observation> month : months.values()) {
            confidence += month.stream().mapToDouble(this::confidence).max().orElseThrow();
            boolean official =
                    month.stream().anyMatch(observation -> kindOf(observation).official());
            if (official || month.stream().map(this::lineOf).distinct().count() > 1) corroborated++;
        }
        return made(
                position,
                months.size(),
                months.isEmpty() ? confidence(newest) : confidence / months.size(),
                decay(indicator, newest),
                corroborated,
                limit(support),
                support);
    }

    private Contribution daysSince(int position, List<Observation> observations) {
        Observation last = observations.stream().reduce(Derivation::later).orElseThrow();
        double days = Math.floor(ageDays(last));
        return made(position, days, 1, 1, days, limit(List.of(last)), List.of(last));
    }

    private Tier limit(List<Observation> evidence) {
        Tier limit = evidence.isEmpty() ? Tier.RED : Tier.GREY;
        for (Observation observation : evidence)
            limit = Tier.worse(limit, kindOf(observation).aloneMaxTier());
        return limit;
    }

    private Contribution made(
            int position,
            double value,
            double confidence,
            double decay,
            double corroborated,
            Tier limit,
            List<Observation> support) {
        List<UUID> evidence = support.stream().map(Observation::key).toList();
        return new Contribution(value, band(position, value), confidence, decay, corroborated, limit, evidence);
    }

    private Contribution given(int position, double value) {
        return new Contribution(value, band(position, value), 1, 1, value, Tier.RED, List.of());
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

    /**
     * Who says it. An office speaks with one voice, so a colleague can take back what another recorded; whoever reports as
     * a person is one voice, whatever he names as his source.
     */
    private Line lineOf(Observation observation) {
        UUID person = kindOf(observation).official() ? null : observation.reporter();
        return new Line(person == null ? observation.source().code() : "", person);
    }

    private record Line(String source, UUID reporter) {}
}
