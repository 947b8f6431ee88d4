package org.fengqiao.governance.check;

import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fengqiao.policy.Indicator;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Rule;
import org.fengqiao.policy.RuleConstraint;

/**
 * A condition as a list of alternatives, each a box: for every name it reads, the values for which it holds. A condition
 * holds when all names of one box have such values; an empty box never holds.
 */
final class DisjunctiveForm {
    /** A condition with more alternatives is left unproven. */
    private static final int MOST = 2_000;

    private final Release release;

    DisjunctiveForm(Release release) {
        this.release = release;
    }

    /** Empty when there are too many alternatives to examine. */
    Optional<List<Map<String, RangeSet<Double>>>> of(Rule rule) {
        if (rule.condition() instanceof Rule.Band band) {
            return Optional.of(
                    List.of(Map.of(band.indicator(), clip(band.indicator(), ValueDomain.range(band.range())))));
        }
        List<Map<String, RangeSet<Double>>> boxes = of(((Rule.DrlCondition) rule.condition()).constraint());
        return boxes.size() > MOST ? Optional.empty() : Optional.of(boxes);
    }

    private List<Map<String, RangeSet<Double>>> of(RuleConstraint constraint) {
        List<Map<String, RangeSet<Double>>> boxes = new ArrayList<>();
        if (constraint instanceof RuleConstraint.Comparison comparison) {
            boxes.add(Map.of(comparison.name(), clip(comparison.name(), range(comparison))));
        } else if (constraint instanceof RuleConstraint.Any any) {
            for (RuleConstraint part : any.parts()) if (boxes.size() <= MOST) boxes.addAll(of(part));
        } else if (constraint instanceof RuleConstraint.All all) {
            boxes.add(Map.of());
            for (RuleConstraint part : all.parts()) boxes = product(boxes, of(part));
        }
        return boxes;
    }

    private static List<Map<String, RangeSet<Double>>> product(
            List<Map<String, RangeSet<Double>>> left, List<Map<String, RangeSet<Double>>> right) {
        List<Map<String, RangeSet<Double>>> both = new ArrayList<>();
        for (Map<String, RangeSet<Double>> a : left) {
            for (Map<String, RangeSet<Double>> b : right) {
                if (both.size() > MOST) return both;
                Map<String, RangeSet<Double>> box = new LinkedHashMap<>(a);
                b.forEach((name, values) -> box.merge(name, values, DisjunctiveForm::intersection));
                both.add(box);
            }
        }
        return both;
    }

    private static RangeSet<Double> intersection(RangeSet<Double> a, RangeSet<Double> b) {
        RangeSet<Double> both = TreeRangeSet.create();
        for (Range<Double> range : a.asRanges()) both.addAll(b.subRangeSet(range));
        return both;
    }

    private static Range<Double> range(RuleConstraint.Comparison comparison) {
        double number = comparison.number();
        return switch (comparison.operator()) {
            case GREATER -> Range.greaterThan(number);
            case AT_LEAST -> Range.atLeast(number);
            case LESS -> Range.lessThan(number);
            case AT_MOST -> Range.atMost(number);
            case EQUAL -> Range.singleton(number);
        };
    }

    private RangeSet<Double> clip(String name, Range<Double> range) {
        Indicator indicator = release.indicators().get(name);
        return (indicator == null ? ValueDomain.HEADCOUNT : ValueDomain.of(release, indicator)).clip(range);
    }

    static boolean isUnsatisfiable(Map<String, RangeSet<Double>> box) {
        return box.values().stream().anyMatch(RangeSet::isEmpty);
    }

    /** Whether everything in {@code inner} is in {@code outer} too. */
    static boolean encloses(Map<String, RangeSet<Double>> outer, Map<String, RangeSet<Double>> inner) {
        return outer.entrySet().stream()
                .allMatch(entry ->
                        inner.containsKey(entry.getKey()) && entry.getValue().enclosesAll(inner.get(entry.getKey())));
    }

    /** Whether each alternative of {@code inner} lies in one of {@code outer}. */
    static boolean enclosesAll(List<Map<String, RangeSet<Double>>> outer, List<Map<String, RangeSet<Double>>> inner) {
        return inner.stream().allMatch(box -> outer.stream().anyMatch(other -> encloses(other, box)));
    }
}
