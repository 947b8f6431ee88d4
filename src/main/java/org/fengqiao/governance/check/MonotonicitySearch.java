package org.fengqiao.governance.check;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.fengqiao.policy.Indicator;
import org.fengqiao.policy.Indicator.Worse;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Rule;
import org.fengqiao.policy.RuleConstraint;
import org.fengqiao.policy.Tier;

/**
 * Takes every step of every name that a written rule reads, from one value to the next worse one with all others fixed,
 * and compares the effect of all rules on these names before and after. Nothing changes between two bounds that rules
 * name, so one value represents each interval. A derived indicator is stepped by itself although it moves with its
 * source: if neither step alone loses anything, both together lose nothing.
 */
final class MonotonicitySearch {
    private static final int MOST_COMBINATIONS = 500_000;

    private final Release release;
    private final Rule rule;
    private final List<String> names;
    private final List<double[]> values = new ArrayList<>();
    private final List<Rule> rules;

    MonotonicitySearch(Release release, Rule rule) {
        this.release = release;
        this.rule = rule;
        Set<String> read = new TreeSet<>(rule.condition().names());
        for (boolean grown = true; grown; ) {
            grown = false;
            for (Rule other : release.rules()) {
                Set<String> others = other.condition().names();
                boolean shares =
                        others.stream().anyMatch(name -> !name.equals(RuleConstraint.HEADCOUNT) && read.contains(name));
                if (other.dimension() == rule.dimension() && shares && canBecomeFalse(other))
                    grown |= read.addAll(others);
            }
        }
        this.names = List.copyOf(read);
        this.rules = release.rules().stream()
                .filter(other -> other.dimension() == rule.dimension()
                        && read.containsAll(other.condition().names()))
                .toList();
        for (String name : names) values.add(valuesOf(name));
    }

    /**
     * A step to a worse value that has less effect.
     *
     * @param effect of the milder facts
     */
    record Violation(
            String name,
            double before,
            double after,
            Map<String, Double> milder,
            Map<String, Double> graver,
            Effect effect,
            LocalDate day) {}

    /** The effect of rules: the points of each category and the severest floor. */
    record Effect(Map<String, Double> points, Tier floor) {
        static Effect of(List<Rule> fired) {
            Map<String, Double> points = new HashMap<>();
            Tier floor = Tier.GREY;
            for (Rule rule : fired) {
                points.merge(rule.category(), rule.points(), Double::sum);
                floor = Tier.worse(floor, MonotonicityCheck.floor(rule));
            }
            return new Effect(points, floor);
        }

        boolean lessThan(Effect other) {
            return floor.compareTo(other.floor) < 0
                    || other.points.entrySet().stream()
                            .anyMatch(entry -> points.getOrDefault(entry.getKey(), 0.0) < entry.getValue());
        }
    }

    boolean canBecomeFalse() {
        return canBecomeFalse(rule);
    }

    /** Whether it has a comparison that a worse value can make false. */
    private boolean canBecomeFalse(Rule written) {
        return written.condition() instanceof Rule.DrlCondition condition
                && comparisons(condition.constraint()).stream().anyMatch(this::isAntitone);
    }

    private boolean isAntitone(RuleConstraint.Comparison comparison) {
        Indicator indicator = release.indicators().get(comparison.name());
        if (indicator == null) return false;
        return switch (comparison.operator()) {
            case GREATER, AT_LEAST -> indicator.worseWhen() == Worse.LESS;
            case LESS, AT_MOST -> indicator.worseWhen() == Worse.MORE;
            case EQUAL -> true;
        };
    }

    private static List<RuleConstraint.Comparison> comparisons(RuleConstraint constraint) {
        List<RuleConstraint.Comparison> all = new ArrayList<>();
        if (constraint instanceof RuleConstraint.Comparison comparison) all.add(comparison);
        if (constraint instanceof RuleConstraint.All parts)
            parts.parts().forEach(part -> all.addAll(comparisons(part)));
        if (constraint instanceof RuleConstraint.Any parts)
            parts.parts().forEach(part -> all.addAll(comparisons(part)));
        return all;
    }

    boolean isSmallEnough() {
        double combinations = 1;
        for (double[] of : values) combinations *= of.length + 1.0;
        return combinations <= MOST_COMBINATIONS;
    }

    /** The bounds that rules name, and a value between and beyond each of them, milder ones first. */
    private double[] valuesOf(String name) {
        TreeSet<Double> bounds = new TreeSet<>();
        for (Rule other : rules) {
            if (other.condition() instanceof Rule.Band band && band.indicator().equals(name)) {
                bounds.add(band.range().from());
                bounds.add(band.range().to());
            } else if (other.condition() instanceof Rule.DrlCondition written) {
                for (RuleConstraint.Comparison comparison : comparisons(written.constraint())) {
                    if (comparison.name().equals(name)) bounds.add(comparison.number());
                }
            }
        }
        bounds.removeIf(bound -> bound.isInfinite());
        Indicator indicator = release.indicators().get(name);
        ValueDomain domain = indicator == null ? ValueDomain.HEADCOUNT : ValueDomain.of(release, indicator);
        TreeSet<Double> values = new TreeSet<>(bounds);
        for (Double bound : bounds) {
            Double next = bounds.higher(bound);
            double between = next == null ? bound + 1 : (bound + next) / 2;
            values.add(domain.integral() ? Math.floor(between) : between);
        }
        if (!bounds.isEmpty()) values.add(bounds.first() - 1);
        List<Double> possible =
                new ArrayList<>(values.stream().filter(domain::contains).toList());
        if (indicator != null && indicator.worseWhen() == Worse.LESS) java.util.Collections.reverse(possible);
        return possible.stream().mapToDouble(Double::doubleValue).toArray();
    }

    Optional<Violation> firstViolation() {
        for (ValidityPeriod period : ValidityPeriod.ofRules(rules)) {
            if (!rule.inForce(period.from())) continue;
            List<Rule> inForce =
                    rules.stream().filter(other -> other.inForce(period.from())).toList();
            Optional<Violation> loss = walk(new LinkedHashMap<>(), 0, inForce, period.from());
            if (loss.isPresent()) return loss;
        }
        return Optional.empty();
    }

    /** All combinations of values, missing ones included, and each single step from them. */
    private Optional<Violation> walk(Map<String, Double> given, int at, List<Rule> inForce, LocalDate day) {
        if (at == names.size()) return step(given, inForce, day);
        Optional<Violation> loss = walk(given, at + 1, inForce, day);
        for (int i = 0; loss.isEmpty() && i < values.get(at).length; i++) {
            given.put(names.get(at), values.get(at)[i]);
            loss = walk(given, at + 1, inForce, day);
        }
        given.remove(names.get(at));
        return loss;
    }

    private Optional<Violation> step(Map<String, Double> given, List<Rule> inForce, LocalDate day) {
        if (!fires(rule, given)) return Optional.empty();
        Effect before = Effect.of(fired(inForce, given));
        for (int at = 0; at < names.size(); at++) {
            String name = names.get(at);
            Double value = given.get(name);
            if (value == null || name.equals(RuleConstraint.HEADCOUNT)) continue;
            double next = next(values.get(at), value);
            if (Double.isNaN(next)) continue;
            Map<String, Double> graver = new LinkedHashMap<>(given);
            graver.put(name, next);
            if (!fires(rule, graver) && Effect.of(fired(inForce, graver)).lessThan(before)) {
                return Optional.of(new Violation(name, value, next, new LinkedHashMap<>(given), graver, before, day));
            }
        }
        return Optional.empty();
    }

    private static double next(double[] values, double value) {
        for (int i = 0; i + 1 < values.length; i++) if (values[i] == value) return values[i + 1];
        return Double.NaN;
    }

    private static List<Rule> fired(List<Rule> rules, Map<String, Double> given) {
        return rules.stream().filter(rule -> fires(rule, given)).toList();
    }

    private static boolean fires(Rule rule, Map<String, Double> given) {
        if (rule.condition() instanceof Rule.Band band) {
            return band.range().contains(given.getOrDefault(band.indicator(), Double.NaN));
        }
        return ((Rule.DrlCondition) rule.condition()).constraint().holds(name -> given.getOrDefault(name, Double.NaN));
    }
}
