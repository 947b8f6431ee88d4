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
    Contribution given(double value) {
        return made(value, 1, 1, value, Tier.RED, List.of());
    }

    /** @return null when no word is young enough, the enterprise is too small or no rule could match the value */
    Contribution of(List<Word> words, int headcount) {
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
            case LATEST -> weightiest(leaving(standing(words)), scale);
            case MAX -> weightiest(leaving(words), scale);
            case SUM -> sum(leaving(words), scale);
            case MONTHS -> months(leaving(words));
            case DAYS_SINCE -> daysSince(words);
            case SEASON, INDUSTRY -> null;
        };
    }

    /** Notes when the first of these words leaves the window. */
    private List<Word> leaving(List<Word> words) {
        for (Word word : words) holdsUntil = Math.min(holdsUntil, word.aged(windowDays));
        return words;
    }

    /**
     * Each voice's own last word. An official word clears what others said before it; nobody else can clear another's
     * word, so that a later tip or self-report of "all paid" does not make a recorded debt vanish.
     */
    private static List<Word> standing(List<Word> words) {
        if (words.size() == 1) return words;
        List<Word> last = new ArrayList<>(words.size());
        Instant cleared = Instant.MIN;
        for (int i = words.size() - 1; i >= 0; i--) {
            Word word = words.get(i);
            if (!isHeard(word, last)) last.add(word);
            Instant when = word.observation().occurredAt();
            if (word.official() && when.isAfter(cleared)) cleared = when;
        }
        for (int i = last.size() - 1; i >= 0; i--) {
            Word word = last.get(i);
            if (!word.official() && !word.observation().occurredAt().isAfter(cleared)) last.remove(i);
        }
        return last;
    }

    private static boolean isHeard(Word word, List<Word> words) {
        for (Word other : words) {
            if (other.voice().equals(word.voice())) return true;
        }
        return false;
    }

    /** The word that weighs most speaks for the indicator; those that would weigh as heavily corroborate it. */
    private Contribution weightiest(List<Word> words, double scale) {
        if (words.size() == 1) {
            Word only = words.get(0);
            double value = only.value() * scale;
            double corroborated = only.official() ? value : Double.NaN;
            return made(
                    value,
                    only.confidence(),
                    decay(only),
                    corroborated,
                    only.kind().aloneMaxTier(),
                    words);
        }
        Word best = best(words, scale);
        overtaken(best, words, scale);
        double value = best.value() * scale;
        double points = bands.points(value);
        Tier limit = best.kind().aloneMaxTier();
        List<Word> support = new ArrayList<>(words.size());
        for (Word word : words) {
            double own = bands.points(word.value() * scale);
            if (own > 0) limit = Tier.worse(limit, word.kind().aloneMaxTier());
            if (word == best || (points > 0 ? own >= points : word.value() == best.value())) support.add(word);
        }
        return made(value, best.confidence(), decay(best), corroborated(words, scale), limit, support);
    }

    private Word best(List<Word> words, double scale) {
        Word best = null;
        double most = 0;
        for (Word word : words) {
            double weight = bands.points(word.value() * scale) * word.confidence() * decay(word);
            if (best == null || weight > most || (weight == most && word.compareTo(best) > 0)) {
                best = word;
                most = weight;
            }
        }
        return best;
    }

    /** Notes when a word that fades more slowly will weigh more than the best: all fade along straight lines. */
    private void overtaken(Word best, List<Word> words, double scale) {
        double fading = bands.points(best.value() * scale) * best.confidence();
        for (Word word : words) {
            double other = bands.points(word.value() * scale) * word.confidence();
            if (other >= fading || other == 0) continue;
            double left =
                    fading * (indicator.ttlDays() - best.ageDays()) - other * (indicator.ttlDays() - word.ageDays());
            holdsUntil = Math.min(holdsUntil, best.aged(best.ageDays() + Math.max(0, left / (fading - other))));
        }
    }

    /** The gravest value that an official source gives, or that two independent ones reach; NaN when there is none. */
    private double corroborated(List<Word> words, double scale) {
        Word alone = null;
        for (Word word : words) {
            if (!word.official() && isGraver(word, alone, scale)) alone = word;
        }
        Word found = null;
        for (Word word : words) {
            boolean counts = word.official() || !word.voice().equals(alone.voice());
            if (counts && isGraver(word, found, scale)) found = word;
        }
        return found == null ? Double.NaN : found.value() * scale;
    }

    private boolean isGraver(Word word, Word other, double scale) {
        if (other == null) return true;
        int order = Double.compare(bands.points(word.value() * scale), bands.points(other.value() * scale));
        return order > 0 || (order == 0 && word.value() > other.value());
    }

    private Contribution sum(List<Word> words, double scale) {
        double sum = 0;
        double weighted = 0;
        for (Word word : words) {
            sum += word.value();
            weighted += word.value() * word.confidence();
        }
        List<Word> support = aboveZero(words);
        Word newest = last(support.isEmpty() ? words : support);
        double confidence = sum > 0 ? weighted / sum : last(words).confidence();
        double corroborated = corroboratedSum(words) * scale;
        return made(sum * scale, confidence, decay(newest), corroborated, limit(support), support);
    }

    /** What official sources add up to, or what the second of several independent ones reaches by itself. */
    private static double corroboratedSum(List<Word> words) {
        double official = Double.NaN;
        for (Word word : words) {
            if (word.official()) official = (Double.isNaN(official) ? 0 : official) + word.value();
        }
        if (words.size() == 1) return official;
        Map<Object, Double> byVoice = new HashMap<>();
        for (Word word : words) byVoice.merge(word.voice(), word.value(), Double::sum);
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
    private Contribution months(List<Word> words) {
        List<Word> support = aboveZero(words);
        int months = 0;
        double confidence = 0;
        int corroborated = 0;
        for (int from = 0, to; from < support.size(); from = to) {
            YearMonth month = monthOf(support.get(from));
            double most = 0;
            boolean stands = false;
            for (to = from; to < support.size() && monthOf(support.get(to)).equals(month); to++) {
                Word word = support.get(to);
                most = Math.max(most, word.confidence());
                stands |= word.official()
                        || !word.voice().equals(support.get(from).voice());
            }
            months++;
            confidence += most;
            if (stands) corroborated++;
        }
        Word newest = last(months == 0 ? words : support);
        confidence = months == 0 ? newest.confidence() : confidence / months;
        return made(months, confidence, decay(newest), corroborated, limit(support), support);
    }

    private static YearMonth monthOf(Word word) {
        return YearMonth.from(word.observation().occurredAt().atZone(Time.CITY));
    }

    private Contribution daysSince(List<Word> words) {
        Word last = last(words);
        double days = Math.floor(last.ageDays());
        holdsUntil = last.aged(nextChange((int) days));
        return made(days, 1, 1, days, last.kind().aloneMaxTier(), List.of(last));
    }

    /** When so many days fall in another row; looked for when first asked, for a single enterprise asks about one day. */
    private int nextChange(int days) {
        if (nextChanges[days] == 0) {
            nextChanges[days] = comparedByValue ? days + 1 : bands.nextChange(days, nextChanges.length);
        }
        return nextChanges[days];
    }

    private static Word last(List<Word> words) {
        return words.get(words.size() - 1);
    }

    private static List<Word> aboveZero(List<Word> words) {
        List<Word> above = new ArrayList<>(words.size());
        for (Word word : words) {
            if (word.value() > 0) above.add(word);
        }
        return above;
    }

    private static Tier limit(List<Word> support) {
        Tier limit = support.isEmpty() ? Tier.RED : Tier.GREY;
        for (Word word : support) limit = Tier.worse(limit, word.kind().aloneMaxTier());
        return limit;
    }

    private double decay(Word word) {
        return Math.max(0, 1 - word.ageDays() / indicator.ttlDays());
    }

    private Contribution made(
            double value, double confidence, double decay, double corroborated, Tier limit, List<Word> support) {
        int band = bands.number(value);
        if (band == 0 && !comparedByValue) return null;
        UUID[] evidence = new UUID[support.size()];
        for (int i = 0; i < evidence.length; i++) evidence[i] = support.get(i).key();
        return new Contribution(position, value, band, confidence, decay, corroborated, limit, List.of(evidence));
    }
}
