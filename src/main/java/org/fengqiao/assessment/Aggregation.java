package org.fengqiao.assessment;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.platform.Time;
import org.fengqiao.policy.Indicator;
import org.fengqiao.policy.Tier;

/** How the words on one indicator become one value, and what corroborates it (docs/adr/0008). */
final class Aggregation {
    private final int position;
    private final Indicator indicator;
    private final Bands bands;
    private final boolean comparedByValue;
    private final double windowDays;
    private final int[] nextChanges;

    // Of the words last asked about.
    private long holdsUntil;

    Aggregation(int position, DimensionPlan plan, Bands bands) {
        this.position = position;
        this.indicator = plan.indicators().get(position);
        this.bands = bands;
        this.comparedByValue = plan.isComparedByValue(position);
        this.windowDays = Math.min(indicator.windowDays(), indicator.ttlDays());
        this.nextChanges = new int[indicator.aggregate() == Indicator.Aggregate.DAYS_SINCE ? (int) windowDays : 0];
    }

    /**
     * Until when (seconds of the epoch) the value falls in the same rows by the mere passing of time; {@link Long#MAX_VALUE}
     * for ever. May be too early, and is never too late.
     */
    long holdsUntil() {
        return holdsUntil;
    }

    /** A value that comes from elsewhere than observations; null when no rule could match it. */
    AggregatedIndicator fixedValue(double value) {
        return aggregated(value, 1, 1, value, Tier.RED, List.of());
    }

    /** @return null when no word is young enough, the enterprise is too small or no rule could match the value */
    AggregatedIndicator aggregate(List<Evidence> words, int headcount) {
        holdsUntil = Long.MAX_VALUE;
        if (headcount < indicator.minHeadcount()) return null;
        double scale = 1;
        if (indicator.perStaff() > 0) {
            if (headcount <= 0) return null;
            scale = (double) indicator.perStaff() / headcount;
        }
        for (int i = words.size() - 1; i >= 0; i--) {
            if (words.get(i).ageDays() >= windowDays) words.remove(i);
        }
        if (words.isEmpty()) return null;
        if (words.size() > 1) words.sort(null);
        return switch (indicator.aggregate()) {
            case LATEST -> strongest(trackExpiry(latestPerOrigin(words)), scale);
            case MAX -> strongest(trackExpiry(words), scale);
            case SUM -> sum(trackExpiry(words), scale);
            case MONTHS -> months(trackExpiry(words));
            case DAYS_SINCE -> daysSince(words);
            case SEASON, INDUSTRY -> null;
        };
    }

    /** Notes when the first of these words leaves the window. */
    private List<Evidence> trackExpiry(List<Evidence> words) {
        for (Evidence word : words) holdsUntil = Math.min(holdsUntil, word.epochSecondAtAge(windowDays));
        return words;
    }

    /**
     * Each voice's own last word. An official word clears what others said before it; nobody else can clear another's
     * word, so that a later tip or self-report of "all paid" does not make a recorded debt vanish.
     */
    private static List<Evidence> latestPerOrigin(List<Evidence> words) {
        if (words.size() == 1) return words;
        List<Evidence> last = new ArrayList<>(words.size());
        Instant cleared = Instant.MIN;
        for (int i = words.size() - 1; i >= 0; i--) {
            Evidence word = words.get(i);
            if (!hasOrigin(word, last)) last.add(word);
            Instant when = word.observation().occurredAt();
            if (word.official() && when.isAfter(cleared)) cleared = when;
        }
        for (int i = last.size() - 1; i >= 0; i--) {
            Evidence word = last.get(i);
            if (!word.official() && !word.observation().occurredAt().isAfter(cleared)) last.remove(i);
        }
        return last;
    }

    private static boolean hasOrigin(Evidence word, List<Evidence> words) {
        for (Evidence other : words) {
            if (other.origin().equals(word.origin())) return true;
        }
        return false;
    }

    /** The word that weighs most speaks for the indicator; those that would weigh as heavily corroborate it. */
    private AggregatedIndicator strongest(List<Evidence> words, double scale) {
        if (words.size() == 1) {
            Evidence only = words.get(0);
            double value = only.value() * scale;
            double corroborated = only.official() ? value : Double.NaN;
            return aggregated(
                    value,
                    only.confidence(),
                    decay(only),
                    corroborated,
                    only.kind().aloneMaxTier(),
                    words);
        }
        Evidence best = best(words, scale);
        trackOvertaking(best, words, scale);
        double value = best.value() * scale;
        double points = bands.points(value);
        Tier limit = best.kind().aloneMaxTier();
        List<Evidence> support = new ArrayList<>(words.size());
        for (Evidence word : words) {
            double own = bands.points(word.value() * scale);
            if (own > 0) limit = Tier.worse(limit, word.kind().aloneMaxTier());
            if (word == best || (points > 0 ? own >= points : word.value() == best.value())) support.add(word);
        }
        return aggregated(value, best.confidence(), decay(best), corroborated(words, scale), limit, support);
    }

    private Evidence best(List<Evidence> words, double scale) {
        Evidence best = null;
        double most = 0;
        for (Evidence word : words) {
            double weight = bands.points(word.value() * scale) * word.confidence() * decay(word);
            if (best == null || weight > most || (weight == most && word.compareTo(best) > 0)) {
                best = word;
                most = weight;
            }
        }
        return best;
    }

    /** Notes when a word that fades more slowly will weigh more than the best: all fade along straight lines. */
    private void trackOvertaking(Evidence best, List<Evidence> words, double scale) {
        double fading = bands.points(best.value() * scale) * best.confidence();
        for (Evidence word : words) {
            double other = bands.points(word.value() * scale) * word.confidence();
            if (other >= fading || other == 0) continue;
            double left =
                    fading * (indicator.ttlDays() - best.ageDays()) - other * (indicator.ttlDays() - word.ageDays());
            holdsUntil =
                    Math.min(holdsUntil, best.epochSecondAtAge(best.ageDays() + Math.max(0, left / (fading - other))));
        }
    }

    /** The gravest value that an official source gives, or that two independent ones reach; NaN when there is none. */
    private double corroborated(List<Evidence> words, double scale) {
        Evidence alone = null;
        for (Evidence word : words) {
            if (!word.official() && isGraver(word, alone, scale)) alone = word;
        }
        Evidence found = null;
        for (Evidence word : words) {
            boolean counts = word.official() || !word.origin().equals(alone.origin());
            if (counts && isGraver(word, found, scale)) found = word;
        }
        return found == null ? Double.NaN : found.value() * scale;
    }

    private boolean isGraver(Evidence word, Evidence other, double scale) {
        if (other == null) return true;
        int order = Double.compare(bands.points(word.value() * scale), bands.points(other.value() * scale));
        return order > 0 || (order == 0 && word.value() > other.value());
    }

    private AggregatedIndicator sum(List<Evidence> words, double scale) {
        double sum = 0;
        double weighted = 0;
        for (Evidence word : words) {
            sum += word.value();
            weighted += word.value() * word.confidence();
        }
        List<Evidence> support = aboveZero(words);
        Evidence newest = last(support.isEmpty() ? words : support);
        double confidence = sum > 0 ? weighted / sum : last(words).confidence();
        double corroborated = corroboratedSum(words) * scale;
        return aggregated(sum * scale, confidence, decay(newest), corroborated, limit(support), support);
    }

    /** What official sources add up to, or what the second of several independent ones reaches by itself. */
    private static double corroboratedSum(List<Evidence> words) {
        double official = Double.NaN;
        for (Evidence word : words) {
            if (word.official()) official = (Double.isNaN(official) ? 0 : official) + word.value();
        }
        if (words.size() == 1) return official;
        Map<Object, Double> byVoice = new HashMap<>();
        for (Evidence word : words) byVoice.merge(word.origin(), word.value(), Double::sum);
        if (byVoice.size() == 1) return official;
        double first = Double.NEGATIVE_INFINITY;
        double second = Double.NEGATIVE_INFINITY;
        for (double voice : byVoice.values()) {
            second = Math.max(second, Math.min(first, voice));
            first = Math.max(first, voice);
        }
        return Double.isNaN(official) ? second : Math.max(official, second);
    }

    /** In how many months something was reported: trouble that comes back weighs more than one bad day. */
    private AggregatedIndicator months(List<Evidence> words) {
        List<Evidence> support = aboveZero(words);
        int months = 0;
        double confidence = 0;
        int corroborated = 0;
        for (int from = 0, to; from < support.size(); from = to) {
            YearMonth month = monthOf(support.get(from));
            double most = 0;
            boolean stands = false;
            for (to = from; to < support.size() && monthOf(support.get(to)).equals(month); to++) {
                Evidence word = support.get(to);
                most = Math.max(most, word.confidence());
                stands |= word.official()
                        || !word.origin().equals(support.get(from).origin());
            }
            months++;
            confidence += most;
            if (stands) corroborated++;
        }
        Evidence newest = last(months == 0 ? words : support);
        confidence = months == 0 ? newest.confidence() : confidence / months;
        return aggregated(months, confidence, decay(newest), corroborated, limit(support), support);
    }

    private static YearMonth monthOf(Evidence word) {
        return YearMonth.from(word.observation().occurredAt().atZone(Time.CITY));
    }

    private AggregatedIndicator daysSince(List<Evidence> words) {
        Evidence last = last(words);
        double days = Math.floor(last.ageDays());
        holdsUntil = last.epochSecondAtAge(nextChange((int) days));
        return aggregated(days, 1, 1, days, last.kind().aloneMaxTier(), List.of(last));
    }

    /** When so many days fall in another row; looked for when first asked, for a single enterprise asks about one day. */
    private int nextChange(int days) {
        if (nextChanges[days] == 0) {
            nextChanges[days] = comparedByValue ? days + 1 : bands.nextChange(days, nextChanges.length);
        }
        return nextChanges[days];
    }

    private static Evidence last(List<Evidence> words) {
        return words.get(words.size() - 1);
    }

    private static List<Evidence> aboveZero(List<Evidence> words) {
        List<Evidence> above = new ArrayList<>(words.size());
        for (Evidence word : words) {
            if (word.value() > 0) above.add(word);
        }
        return above;
    }

    private static Tier limit(List<Evidence> support) {
        Tier limit = support.isEmpty() ? Tier.RED : Tier.GREY;
        for (Evidence word : support) limit = Tier.worse(limit, word.kind().aloneMaxTier());
        return limit;
    }

    private double decay(Evidence word) {
        return Math.max(0, 1 - word.ageDays() / indicator.ttlDays());
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
