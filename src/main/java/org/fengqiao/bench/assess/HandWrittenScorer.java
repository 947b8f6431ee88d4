package org.fengqiao.bench.assess;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fengqiao.assessment.EnterpriseFacts;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.Time;
import org.fengqiao.policy.Category;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.DimensionPolicy;
import org.fengqiao.policy.Indicator;
import org.fengqiao.policy.Range;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Rule;
import org.fengqiao.policy.RuleConstraint;
import org.fengqiao.policy.Season;
import org.fengqiao.policy.SourceKind;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.observation.Observation;

/**
 * The labour policy as plain Java over arrays, without rule engine and reasons: the limit to measure against, and an
 * independent implementation to compare with. It shares no code with the assessor on purpose. Not thread-safe.
 */
final class HandWrittenScorer {
    private static final SourceKind UNKNOWN = new SourceKind("", null, 1, false, Tier.RED);
    private static final Tier[] TIERS = Tier.values();

    private final Instant at;
    private final Map<String, SourceKind> kinds;
    private final Map<String, int[]> readers = new HashMap<>();
    private final List<Indicator> indicators;
    private final Row[][] rows;
    private final Row[] byOrdinal;
    private final Row[] drlRows;
    private final double[] caps;
    private final double[] windowDays;
    private final double[] ttlDays;
    private final double[] least;
    private final IndicatorValue[] season;
    private final Map<Character, IndicatorValue[]> industries = new HashMap<>();
    private final DimensionPolicy policy;
    private final int coreCount;

    // State of the current enterprise; cleared after each.
    private final List<List<ObservationFact>> facts = new ArrayList<>();
    private final int[] touched;
    private final IndicatorValue[] values;
    private final int[] fired;
    private final double[] spent;

    /** A rule in force: one from a table has a {@code range}, one in DRL a {@code test}. */
    private record Row(
            int ordinal, int category, int[] reads, Range range, Test test, double points, Tier floor, Tier limit) {}

    private interface Test {
        /** @param corroborated tests the corroborated values only */
        boolean holds(IndicatorValue[] values, int headcount, boolean corroborated);
    }

    HandWrittenScorer(Release release, Instant at) {
        this.at = at;
        kinds = release.sourceKinds();
        policy = release.dimensions().get(Dimension.LABOUR);
        indicators = release.indicators().values().stream()
                .filter(indicator -> indicator.dimensions().contains(Dimension.LABOUR))
                .toList();
        int count = indicators.size();
        Map<String, Integer> positions = new HashMap<>();
        for (int p = 0; p < count; p++) {
            positions.put(indicators.get(p).code(), p);
            facts.add(new ArrayList<>());
            int[] others = readers.getOrDefault(indicators.get(p).derivedFrom(), new int[0]);
            int[] all = Arrays.copyOf(others, others.length + 1);
            all[others.length] = p;
            readers.put(indicators.get(p).derivedFrom(), all);
        }
        windowDays = indicators.stream()
                .mapToDouble(i -> Math.min(i.windowDays(), i.ttlDays()))
                .toArray();
        ttlDays = indicators.stream().mapToDouble(Indicator::ttlDays).toArray();
        least = new double[TIERS.length];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        policy.thresholds().forEach((tier, score) -> least[tier.ordinal()] = score);
        touched = new int[count];
        coreCount = (int) indicators.stream().filter(Indicator::core).count();

        LocalDate day = LocalDate.ofInstant(at, Time.CITY);
        List<Category> categories = List.copyOf(release.categories().values());
        caps = categories.stream().mapToDouble(Category::cap).toArray();
        byOrdinal = new Row[release.rules().size()];
        List<List<Row>> bands = new ArrayList<>();
        for (int p = 0; p < count; p++) bands.add(new ArrayList<>());
        List<Row> others = new ArrayList<>();
        for (Rule rule : release.rules()) {
            if (rule.dimension() != Dimension.LABOUR || !rule.inForce(day)) continue;
            Category category = release.categories().get(rule.category());
            Row row = new Row(
                    rule.ordinal(),
                    categories.indexOf(category),
                    rule.condition().indicators().stream()
                            .mapToInt(positions::get)
                            .toArray(),
                    rule.condition() instanceof Rule.Band band ? band.range() : null,
                    rule.condition() instanceof Rule.DrlCondition text ? test(text.constraint(), positions) : null,
                    rule.points(),
                    rule.floor().orElse(Tier.GREY),
                    category.aloneMaxTier());
            byOrdinal[rule.ordinal()] = row;
            (row.range == null ? others : bands.get(row.reads[0])).add(row);
        }
        rows = bands.stream().map(list -> list.toArray(Row[]::new)).toArray(Row[][]::new);
        drlRows = others.toArray(Row[]::new);

        season = new IndicatorValue[count];
        for (Season now : release.seasons()) {
            int p = positions.get(now.indicator());
            if (now.contains(day)) season[p] = external(p, now.value());
        }
        release.industries().forEach((code, sections) -> {
            int p = positions.get(code);
            sections.forEach((section, value) ->
                    industries.computeIfAbsent(section.charAt(0), s -> new IndicatorValue[count])[p] =
                            external(p, value));
        });
        values = new IndicatorValue[count];
        fired = new int[count + drlRows.length];
        spent = new double[caps.length];
    }

    private static Test test(RuleConstraint constraint, Map<String, Integer> positions) {
        if (constraint instanceof RuleConstraint.Comparison comparison) {
            RuleConstraint.Operator operator = comparison.operator();
            double number = comparison.number();
            Integer p = positions.get(comparison.name());
            if (p == null) return (values, headcount, corroborated) -> operator.test(headcount, number);
            return (values, headcount, corroborated) ->
                    values[p] != null && operator.test(corroborated ? values[p].corroborated : values[p].value, number);
        }
        boolean all = constraint instanceof RuleConstraint.All;
        List<RuleConstraint> parts =
                constraint instanceof RuleConstraint.All and ? and.parts() : ((RuleConstraint.Any) constraint).parts();
        Test[] tests = parts.stream().map(part -> test(part, positions)).toArray(Test[]::new);
        return (values, headcount, corroborated) -> {
            for (Test test : tests) {
                if (test.holds(values, headcount, corroborated) != all) return !all;
            }
            return all;
        };
    }

    ComparedAssessment assess(EnterpriseFacts subject) {
        int count = assign(subject.observations());
        int fresh = 0;
        for (int t = 0; t < count; t++) {
            int p = touched[t];
            List<ObservationFact> seen = facts.get(p);
            if (indicators.get(p).core() && anyFresh(seen)) fresh++;
            for (int i = seen.size() - 1; i >= 0; i--) {
                if (seen.get(i).ageDays >= windowDays[p]) seen.remove(i);
            }
            if (!seen.isEmpty()) values[p] = value(p, seen, subject.headcount());
            seen.clear();
        }
        addExternalValues(subject, values);
        int[] rules = Arrays.copyOf(fired, fire(subject.headcount()));
        ComparedAssessment outcome = conclude(rules, values, subject.headcount(), completeness(fresh));
        Arrays.fill(values, null);
        return outcome;
    }

    /** Assigns observations to the indicators computed from them; returns the number of those indicators. */
    private int assign(List<Observation> observations) {
        int count = 0;
        for (Observation observation : observations) {
            int[] positions = readers.get(observation.indicator());
            if (positions == null || !isKnown(observation)) continue;
            ObservationFact seen = seen(observation);
            for (int p : positions) {
                if (facts.get(p).isEmpty()) touched[count++] = p;
                facts.get(p).add(seen);
            }
        }
        return count;
    }

    boolean isKnown(Observation observation) {
        return !observation.occurredAt().isAfter(at) && !observation.learntAt().isAfter(at);
    }

    ObservationFact seen(Observation observation) {
        return new ObservationFact(
                observation, kinds.getOrDefault(observation.source().kind(), UNKNOWN), at);
    }

    List<Indicator> indicators() {
        return indicators;
    }

    double windowDays(int p) {
        return windowDays[p];
    }

    boolean anyFresh(List<ObservationFact> all) {
        for (ObservationFact seen : all) {
            if (policy.freshDays() == 0 || seen.ageDays < policy.freshDays()) return true;
        }
        return false;
    }

    double completeness(int fresh) {
        return coreCount == 0 ? 1 : (double) fresh / coreCount;
    }

    /** Adds the values that depend on the calendar and the industry. */
    void addExternalValues(EnterpriseFacts subject, IndicatorValue[] to) {
        copy(season, to);
        if (subject.industry() == null || subject.industry().isEmpty()) return;
        copy(industries.get(subject.industry().charAt(0)), to);
    }

    private static void copy(IndicatorValue[] from, IndicatorValue[] to) {
        if (from == null) return;
        for (int p = 0; p < from.length; p++) {
            if (from[p] != null) to[p] = from[p];
        }
    }

    private IndicatorValue external(int p, double value) {
        return new IndicatorValue(indicators.get(p).code(), p, value, 1, 1, value, Tier.RED);
    }

    /** The value of an indicator by the observations inside its window, or null. */
    IndicatorValue value(int p, List<ObservationFact> seen, int headcount) {
        Indicator indicator = indicators.get(p);
        if (headcount < indicator.minHeadcount() || (indicator.perStaff() > 0 && headcount <= 0)) return null;
        double scale = indicator.perStaff() > 0 ? (double) indicator.perStaff() / headcount : 1;
        return switch (indicator.aggregate()) {
            case LATEST -> gravest(p, current(seen), scale);
            case MAX -> gravest(p, seen, scale);
            case SUM -> sum(p, seen, scale);
            case DAYS_SINCE -> {
                ObservationFact last = seen.get(0);
                for (ObservationFact fact : seen) last = fact.isAfter(last) ? fact : last;
                double days = Math.floor(last.ageDays);
                yield new IndicatorValue(indicator.code(), p, days, 1, 1, days, last.kind.aloneMaxTier());
            }
            case SEASON, INDUSTRY -> null;
            case MONTHS ->
                throw ProblemException.invalid(
                        "bench-base",
                        indicator.code() + " 按月计数，手写的对照不支持；请用别的规则库",
                        indicator.code()
                                + " counts months, which the hand-written scorer does not support; use another rule base");
        };
    }

    /** The latest observation of each source, without those that an official one of the same time or later has superseded. */
    private static List<ObservationFact> current(List<ObservationFact> all) {
        if (all.size() == 1) return all;
        Instant official = Instant.MIN;
        for (ObservationFact seen : all) {
            Instant when = seen.observation.occurredAt();
            if (seen.kind.official() && when.isAfter(official)) official = when;
        }
        List<ObservationFact> current = new ArrayList<>(all.size());
        for (ObservationFact seen : all) {
            boolean stands =
                    seen.kind.official() || seen.observation.occurredAt().isAfter(official);
            for (int i = 0; stands && i < all.size(); i++) {
                ObservationFact other = all.get(i);
                stands = other == seen || !other.sameSource(seen) || seen.isAfter(other);
            }
            if (stands) current.add(seen);
        }
        return current;
    }

    private IndicatorValue gravest(int p, List<ObservationFact> all, double scale) {
        ObservationFact best = null;
        double most = 0;
        Tier limit = Tier.GREY;
        for (ObservationFact seen : all) {
            double points = points(p, seen.value * scale);
            double weight = points * seen.confidence * decay(p, seen);
            if (best == null || weight > most || (weight == most && seen.isAfter(best))) {
                best = seen;
                most = weight;
            }
            if (points > 0) limit = Tier.worse(limit, seen.kind.aloneMaxTier());
        }
        return new IndicatorValue(
                indicators.get(p).code(),
                p,
                best.value * scale,
                best.confidence,
                decay(p, best),
                corroborated(p, all, scale),
                Tier.worse(limit, best.kind.aloneMaxTier()));
    }

    /** The graver of the gravest official value and the second gravest of independent sources. */
    private double corroborated(int p, List<ObservationFact> all, double scale) {
        ObservationFact first = null;
        for (ObservationFact seen : all) {
            if (!seen.kind.official() && graver(p, seen, first, scale)) first = seen;
        }
        ObservationFact found = null;
        for (ObservationFact seen : all) {
            boolean counts = seen.kind.official() || !seen.sameSource(first);
            if (counts && graver(p, seen, found, scale)) found = seen;
        }
        return found == null ? Double.NaN : found.value * scale;
    }

    private boolean graver(int p, ObservationFact a, ObservationFact b, double scale) {
        if (b == null) return true;
        int order = Double.compare(points(p, a.value * scale), points(p, b.value * scale));
        return order != 0 ? order > 0 : a.value > b.value;
    }

    private IndicatorValue sum(int p, List<ObservationFact> all, double scale) {
        all.sort((a, b) -> a == b ? 0 : a.isAfter(b) ? 1 : -1);
        ObservationFact newest = null;
        double sum = 0;
        double weighted = 0;
        double official = Double.NaN;
        Tier limit = Tier.GREY;
        for (ObservationFact seen : all) {
            sum += seen.value;
            weighted += seen.value * seen.confidence;
            if (seen.kind.official()) official = (Double.isNaN(official) ? 0 : official) + seen.value;
            if (seen.value > 0) {
                newest = seen;
                limit = Tier.worse(limit, seen.kind.aloneMaxTier());
            }
        }
        ObservationFact last = all.get(all.size() - 1);
        if (newest == null) {
            newest = last;
            limit = Tier.RED;
        }
        double second = secondSource(all);
        double corroborated = Double.isNaN(official) || second > official ? second : official;
        double confidence = sum > 0 ? weighted / sum : last.confidence;
        return new IndicatorValue(
                indicators.get(p).code(), p, sum * scale, confidence, decay(p, newest), corroborated * scale, limit);
    }

    /** The second largest sum of one source; NaN if there is only one source. */
    private static double secondSource(List<ObservationFact> all) {
        double most = Double.NaN;
        double second = Double.NaN;
        for (int i = 0; i < all.size(); i++) {
            double sum = 0;
            boolean counted = false;
            for (int k = 0; k < all.size(); k++) {
                if (!all.get(k).sameSource(all.get(i))) continue;
                counted |= k < i;
                sum += all.get(k).value;
            }
            if (counted) continue;
            if (!(sum <= most)) {
                second = most;
                most = sum;
            } else if (!(sum <= second)) {
                second = sum;
            }
        }
        return second;
    }

    private double decay(int p, ObservationFact seen) {
        return Math.max(0, 1 - seen.ageDays / ttlDays[p]);
    }

    private Row row(int p, double value) {
        for (Row row : rows[p]) {
            if (row.range.contains(value)) return row;
        }
        return null;
    }

    private double points(int p, double value) {
        Row row = row(p, value);
        return row == null ? 0 : row.points;
    }

    private int fire(int headcount) {
        int count = 0;
        for (int p = 0; p < values.length; p++) {
            Row row = values[p] == null ? null : row(p, values[p].value);
            if (row != null) fired[count++] = row.ordinal;
        }
        for (Row row : drlRows) {
            if (row.test.holds(values, headcount, false)) fired[count++] = row.ordinal;
        }
        Arrays.sort(fired, 0, count);
        return count;
    }

    /** @param rules ordinals of the rules that fired, ascending */
    ComparedAssessment conclude(int[] rules, IndicatorValue[] of, int headcount, double completeness) {
        Arrays.fill(spent, 0);
        double score = 0;
        Tier floor = Tier.GREY;
        Tier limit = Tier.GREEN;
        for (int ordinal : rules) {
            Row row = byOrdinal[ordinal];
            double confidence = 1;
            double decay = 1;
            Tier reach = Tier.GREY;
            for (int p : row.reads) {
                if (of[p] == null) continue;
                confidence = Math.min(confidence, of[p].confidence);
                decay = Math.min(decay, of[p].decay);
                reach = Tier.worse(reach, of[p].limit);
            }
            double before = spent[row.category];
            double after = Math.min(caps[row.category], before + row.points * confidence * decay);
            spent[row.category] = after;
            score += after - before;
            limit = Tier.worse(limit, Tier.milder(reach, row.limit));
            if (row.floor != Tier.GREY) floor = Tier.worse(floor, floor(row, of, headcount));
        }
        score = Math.round(score * 100) / 100.0;
        Tier tier = Tier.milder(Tier.worse(tierOf(score), floor), limit);
        if (tier == Tier.GREEN && completeness < policy.minCompleteness()) tier = Tier.GREY;
        return new ComparedAssessment(tier, score, rules);
    }

    private Tier floor(Row row, IndicatorValue[] of, int headcount) {
        if (row.test != null) return row.test.holds(of, headcount, true) ? row.floor : Tier.GREY;
        Row milder = row(row.reads[0], of[row.reads[0]].corroborated);
        return milder == null ? Tier.GREY : milder.floor;
    }

    private Tier tierOf(double score) {
        for (int i = least.length - 1; i > Tier.GREEN.ordinal(); i--) {
            if (score >= least[i]) return TIERS[i];
        }
        return Tier.GREEN;
    }
}
