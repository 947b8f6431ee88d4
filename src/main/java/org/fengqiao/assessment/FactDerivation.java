package org.fengqiao.assessment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fengqiao.platform.Time;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Season;
import org.fengqiao.policy.SourceKind;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.observation.Observation;

/**
 * Reduces observations to one value for each indicator, as of an instant. This is not done by rules, because a rule that
 * only compares a number is ten times faster than one that accumulates (docs/adr/0004). Not thread-safe.
 */
final class FactDerivation {
    private static final SourceKind SYSTEM_WHEN_UNKNOWN = new SourceKind("SYSTEM", null, 1, false, Tier.RED);

    private final DimensionPlan plan;
    private final Map<String, SourceKind> kinds;
    private final boolean establishedOnly;
    private final double freshDays;
    private final Instant at;
    private final Aggregation[] aggregations;
    private final AggregatedIndicator[] seasons;
    private final Map<String, AggregatedIndicator[]> industries = new HashMap<>();

    // of the current enterprise; emptied after use
    private final List<List<Evidence>> byIndicator = new ArrayList<>();
    private final int[] touched;
    private final AggregatedIndicator[] found;
    private int count;

    FactDerivation(Release release, DimensionPlan plan, Bands[] bands, Instant at) {
        this.plan = plan;
        this.kinds = release.sourceKinds();
        this.establishedOnly = plan.dimension() == Dimension.INTEGRITY;
        this.freshDays = release.dimensions().get(plan.dimension()).freshDays();
        this.at = at;
        aggregations = new Aggregation[bands.length];
        touched = new int[bands.length];
        found = new AggregatedIndicator[2 * bands.length];
        for (int i = 0; i < bands.length; i++) {
            aggregations[i] = new Aggregation(i, plan, bands[i]);
            byIndicator.add(new ArrayList<>(4));
        }
        seasons = seasons(release, LocalDate.ofInstant(at, Time.CITY));
        industries(release);
    }

    private AggregatedIndicator[] seasons(Release release, LocalDate day) {
        AggregatedIndicator[] seasons = new AggregatedIndicator[aggregations.length];
        for (Season season : release.seasons()) {
            Integer position = plan.position(season.indicator());
            if (position != null && season.contains(day)) {
                seasons[position] = aggregations[position].fixedValue(season.value());
            }
        }
        return Arrays.stream(seasons).filter(season -> season != null).toArray(AggregatedIndicator[]::new);
    }

    private void industries(Release release) {
        release.industries().forEach((indicator, sections) -> {
            Integer position = plan.position(indicator);
            if (position == null) return;
            sections.forEach((section, value) -> {
                AggregatedIndicator added = aggregations[position].fixedValue(value);
                if (added == null) return;
                AggregatedIndicator[] others = industries.getOrDefault(section, new AggregatedIndicator[0]);
                AggregatedIndicator[] all = Arrays.copyOf(others, others.length + 1);
                all[others.length] = added;
                industries.put(section, all);
            });
        });
    }

    DerivedFacts derive(EnterpriseFacts subject) {
        int fresh = 0;
        long holdsUntil = Long.MAX_VALUE;
        count = 0;
        int groups = groupByIndicator(subject.observations());
        for (int i = 0; i < groups; i++) {
            int position = touched[i];
            List<Evidence> evidence = byIndicator.get(position);
            if (plan.indicators().get(position).core()) {
                long freshUntil = freshUntil(evidence);
                if (freshUntil > at.getEpochSecond()) {
                    fresh++;
                    holdsUntil = Math.min(holdsUntil, freshUntil);
                }
            }
            if (plan.isRead(position)) {
                add(aggregations[position].aggregate(evidence, subject.headcount()));
                holdsUntil = Math.min(holdsUntil, aggregations[position].holdsUntil());
            }
            evidence.clear();
        }
        for (AggregatedIndicator season : seasons) add(season);
        if (subject.industry() != null && !subject.industry().isEmpty()) {
            AggregatedIndicator[] ofIndustry = industries.get(subject.industry().substring(0, 1));
            if (ofIndustry != null) for (AggregatedIndicator industry : ofIndustry) add(industry);
        }
        double completeness = plan.coreCount() == 0 ? 1 : (double) fresh / plan.coreCount();
        return new DerivedFacts(subject.headcount(), Arrays.copyOf(found, count), completeness, holdsUntil);
    }

    private void add(AggregatedIndicator aggregated) {
        if (aggregated != null) found[count++] = aggregated;
    }

    /** Groups the observations by the indicators that read them; returns the number of groups. */
    private int groupByIndicator(List<Observation> observations) {
        int groups = 0;
        for (Observation observation : observations) {
            int[] readers = plan.readersOf(observation.indicator());
            if (readers == null
                    || (establishedOnly && !observation.established())
                    || observation.occurredAt().isAfter(at)
                    || observation.learntAt().isAfter(at)) continue;
            SourceKind kind = kinds.getOrDefault(observation.source().kind(), SYSTEM_WHEN_UNKNOWN);
            Evidence item = Evidence.of(observation, kind, at);
            for (int position : readers) {
                List<Evidence> evidence = byIndicator.get(position);
                if (evidence.isEmpty()) touched[groups++] = position;
                evidence.add(item);
            }
        }
        return groups;
    }

    private long freshUntil(List<Evidence> evidence) {
        if (freshDays == 0) return Long.MAX_VALUE;
        long until = Long.MIN_VALUE;
        for (Evidence item : evidence) until = Math.max(until, item.epochSecondAtAge(freshDays));
        return until;
    }
}
