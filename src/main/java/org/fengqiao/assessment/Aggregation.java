package org.fengqiao.assessment;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.fengqiao.platform.Time;
import org.fengqiao.policy.Indicator;
import org.fengqiao.policy.Tier;

/** Aggregates the evidence on one indicator to one value, with its corroboration (docs/adr/0008). */
final class Aggregation {
    private final int position;
    private final Indicator indicator;
    private final Bands bands;
    private final Corroboration corroboration;
    private final boolean comparedByValue;
    private final double windowDays;
    private final int[] nextChanges;

    // of the evidence aggregated last
    private long holdsUntil;

    Aggregation(int position, DimensionPlan plan, Bands bands) {
        this.position = position;
        this.indicator = plan.indicators().get(position);
        this.bands = bands;
        this.corroboration = new Corroboration(bands);
        this.comparedByValue = plan.isComparedByValue(position);
        this.windowDays = Math.min(indicator.windowDays(), indicator.ttlDays());
        this.nextChanges = new int[indicator.aggregate() == Indicator.Aggregate.DAYS_SINCE ? (int) windowDays : 0];
    }

    /**
     * Until when (seconds of the epoch) the value stays in the same table rows if nothing is learnt; {@link Long#MAX_VALUE} for
     * ever. May be too early, but is never too late.
     */
    long holdsUntil() {
        return holdsUntil;
    }

    /** A value that does not come from observations; null if no rule could match it. */
    AggregatedIndicator fixedValue(double value) {
        return aggregated(value, 1, 1, value, Tier.RED, List.of());
    }

    /** @return null if no item is young enough, the enterprise is too small or no rule could match the value */
    AggregatedIndicator aggregate(List<Evidence> evidence, int headcount) {
        holdsUntil = Long.MAX_VALUE;
        if (headcount < indicator.minHeadcount()) return null;
        double scale = 1;
        if (indicator.perStaff() > 0) {
            if (headcount <= 0) return null;
            scale = (double) indicator.perStaff() / headcount;
        }
        for (int i = evidence.size() - 1; i >= 0; i--) {
            if (evidence.get(i).ageDays() >= windowDays) evidence.remove(i);
        }
        if (evidence.isEmpty()) return null;
        if (evidence.size() > 1) evidence.sort(null);
        return switch (indicator.aggregate()) {
            case LATEST -> strongest(trackExpiry(EvidenceSelection.latestPerOrigin(evidence)), scale);
            case MAX -> strongest(trackExpiry(evidence), scale);
            case SUM -> sum(trackExpiry(evidence), scale);
            case MONTHS -> months(trackExpiry(evidence));
            case DAYS_SINCE -> daysSince(evidence);
            case SEASON, INDUSTRY -> null;
        };
    }

    /** Takes into account when the first item leaves the window. */
    private List<Evidence> trackExpiry(List<Evidence> evidence) {
        for (Evidence item : evidence) holdsUntil = Math.min(holdsUntil, item.epochSecondAtAge(windowDays));
        return evidence;
    }

    /** The item with the greatest weight gives the value; items with as many points support it. */
    private AggregatedIndicator strongest(List<Evidence> evidence, double scale) {
        if (evidence.size() == 1) {
            Evidence only = evidence.get(0);
            double value = only.value() * scale;
            double corroborated = only.official() ? value : Double.NaN;
            return aggregated(
                    value,
                    only.confidence(),
                    decay(only),
                    corroborated,
                    only.kind().aloneMaxTier(),
                    evidence);
        }
        Evidence best = best(evidence, scale);
        trackOvertaking(best, evidence, scale);
        double value = best.value() * scale;
        double points = bands.points(value);
        Tier limit = best.kind().aloneMaxTier();
        List<Evidence> support = new ArrayList<>(evidence.size());
        support.add(best); // first, because whoever asks for the source of the value means this one
        for (Evidence item : evidence) {
            double own = bands.points(item.value() * scale);
            if (own > 0) limit = Tier.worse(limit, item.kind().aloneMaxTier());
            if (item != best && (points > 0 ? own >= points : item.value() == best.value())) support.add(item);
        }
        return aggregated(
                value, best.confidence(), decay(best), corroboration.gravest(evidence, scale), limit, support);
    }

    private Evidence best(List<Evidence> evidence, double scale) {
        Evidence best = null;
        double most = 0;
        for (Evidence item : evidence) {
            double weight = bands.points(item.value() * scale) * item.confidence() * decay(item);
            if (best == null || weight > most || (weight == most && item.compareTo(best) > 0)) {
                best = item;
                most = weight;
            }
        }
        return best;
    }

    /** Takes into account when an item that decays more slowly will outweigh the best; all decay linearly. */
    private void trackOvertaking(Evidence best, List<Evidence> evidence, double scale) {
        double fading = bands.points(best.value() * scale) * best.confidence();
        for (Evidence item : evidence) {
            double other = bands.points(item.value() * scale) * item.confidence();
            if (other >= fading || other == 0) continue;
            double left =
                    fading * (indicator.ttlDays() - best.ageDays()) - other * (indicator.ttlDays() - item.ageDays());
            holdsUntil =
                    Math.min(holdsUntil, best.epochSecondAtAge(best.ageDays() + Math.max(0, left / (fading - other))));
        }
    }

    private AggregatedIndicator sum(List<Evidence> evidence, double scale) {
        double sum = 0;
        double weighted = 0;
        for (Evidence item : evidence) {
            sum += item.value();
            weighted += item.value() * item.confidence();
        }
        List<Evidence> support = EvidenceSelection.aboveZero(evidence);
        Evidence newest = EvidenceSelection.last(support.isEmpty() ? evidence : support);
        double confidence =
                sum > 0 ? weighted / sum : EvidenceSelection.last(evidence).confidence();
        double corroborated = Corroboration.sum(evidence) * scale;
        return aggregated(
                sum * scale, confidence, decay(newest), corroborated, EvidenceSelection.limit(support), support);
    }

    /** In how many months something was reported: recurring trouble weighs more than one bad day. */
    private AggregatedIndicator months(List<Evidence> evidence) {
        List<Evidence> support = EvidenceSelection.aboveZero(evidence);
        int months = 0;
        double confidence = 0;
        int corroborated = 0;
        for (int from = 0, to; from < support.size(); from = to) {
            YearMonth month = monthOf(support.get(from));
            double most = 0;
            boolean isCorroborated = false;
            for (to = from; to < support.size() && monthOf(support.get(to)).equals(month); to++) {
                Evidence item = support.get(to);
                most = Math.max(most, item.confidence());
                isCorroborated |= item.official()
                        || !item.origin().equals(support.get(from).origin());
            }
            months++;
            confidence += most;
            if (isCorroborated) corroborated++;
        }
        Evidence newest = EvidenceSelection.last(months == 0 ? evidence : support);
        confidence = months == 0 ? newest.confidence() : confidence / months;
        return aggregated(months, confidence, decay(newest), corroborated, EvidenceSelection.limit(support), support);
    }

    private static YearMonth monthOf(Evidence item) {
        return YearMonth.from(item.observation().occurredAt().atZone(Time.CITY));
    }

    private AggregatedIndicator daysSince(List<Evidence> evidence) {
        Evidence last = EvidenceSelection.last(evidence);
        double days = Math.floor(last.ageDays());
        holdsUntil = last.epochSecondAtAge(nextChange((int) days));
        return aggregated(days, 1, 1, days, last.kind().aloneMaxTier(), List.of(last));
    }

    /** The number of days that falls in another row; computed on demand, because a single enterprise needs only one. */
    private int nextChange(int days) {
        if (nextChanges[days] == 0) {
            nextChanges[days] = comparedByValue ? days + 1 : bands.nextChange(days, nextChanges.length);
        }
        return nextChanges[days];
    }

    private double decay(Evidence item) {
        return Math.max(0, 1 - item.ageDays() / indicator.ttlDays());
    }

    private AggregatedIndicator aggregated(
            double value, double confidence, double decay, double corroborated, Tier limit, List<Evidence> support) {
        int band = bands.number(value);
        if (band == 0 && !comparedByValue) return null;
        UUID[] evidence = new UUID[support.size()];
        for (int i = 0; i < evidence.length; i++) evidence[i] = support.get(i).key();
        return new AggregatedIndicator(
                position, value, band, confidence, decay, corroborated, limit, List.of(evidence));
    }
}
