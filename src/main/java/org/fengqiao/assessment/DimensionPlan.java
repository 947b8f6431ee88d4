package org.fengqiao.assessment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Indicator;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Rule;
import org.fengqiao.policy.RuleConstraint;

/** A release prepared for one dimension: its indicators in a fixed order, and the table rows of each. */
public final class DimensionPlan {
    private final Dimension dimension;
    private final List<Indicator> indicators = new ArrayList<>();
    private final Map<String, Integer> positions = new HashMap<>();
    private final Map<String, int[]> inputs = new HashMap<>();
    private final Rule[][] bands;
    private final boolean[] comparedByValue;
    private final boolean headcountMaySuffice;
    private final int coreCount;

    DimensionPlan(Release release, Dimension dimension) {
        this.dimension = dimension;
        Map<String, List<Integer>> readers = new HashMap<>();
        for (Indicator indicator : release.indicators().values()) {
            if (!indicator.dimensions().contains(dimension)) continue;
            positions.put(indicator.code(), indicators.size());
            readers.computeIfAbsent(indicator.derivedFrom(), code -> new ArrayList<>())
                    .add(indicators.size());
            indicators.add(indicator);
        }
        readers.forEach((code, at) ->
                inputs.put(code, at.stream().mapToInt(Integer::intValue).toArray()));
        bands = new Rule[indicators.size()][];
        for (int i = 0; i < bands.length; i++) {
            String code = indicators.get(i).code();
            bands[i] = release.rules().stream()
                    .filter(rule -> rule.dimension() == dimension
                            && rule.condition() instanceof Rule.Band band
                            && band.indicator().equals(code))
                    .toArray(Rule[]::new);
        }
        comparedByValue = new boolean[indicators.size()];
        boolean suffices = false;
        for (Rule rule : release.rules()) {
            if (rule.dimension() != dimension || !(rule.condition() instanceof Rule.DrlCondition drl)) continue;
            for (String code : drl.indicators()) comparedByValue[positions.get(code)] = true;
            suffices |= headcountMaySuffice(drl.constraint());
        }
        headcountMaySuffice = suffices;
        coreCount = (int) indicators.stream().filter(Indicator::core).count();
    }

    /** An alternative may test the head count alone: {@code CHG04 >= 1 || headcount >= 5000}. */
    private boolean headcountMaySuffice(RuleConstraint constraint) {
        if (constraint instanceof RuleConstraint.Comparison comparison)
            return !positions.containsKey(comparison.name());
        if (constraint instanceof RuleConstraint.All all)
            return all.parts().stream().allMatch(this::headcountMaySuffice);
        return ((RuleConstraint.Any) constraint).parts().stream().anyMatch(this::headcountMaySuffice);
    }

    public Dimension dimension() {
        return dimension;
    }

    /** In the order of the catalogue; {@link DerivedFacts} refers to them by position. */
    public List<Indicator> indicators() {
        return indicators;
    }

    /** The position of an indicator, or null if the dimension may not read it. */
    public Integer position(String indicator) {
        return positions.get(indicator);
    }

    /** The table rows of the indicator at a position, in the order of their numbers. */
    public Rule[] bands(int position) {
        return bands[position];
    }

    /** Whether a DRL rule compares the value itself. */
    public boolean isComparedByValue(int position) {
        return comparedByValue[position];
    }

    /** Whether a DRL rule may fire without any indicator having a value. */
    public boolean headcountMaySuffice() {
        return headcountMaySuffice;
    }

    /** Whether any rule reads the indicator; otherwise it only counts as fresh data. */
    boolean isRead(int position) {
        return comparedByValue[position] || bands[position].length > 0;
    }

    /** Positions of the indicators that are computed from observations of this code, or null. */
    int[] readersOf(String code) {
        return inputs.get(code);
    }

    int coreCount() {
        return coreCount;
    }

    /** The next day on which a rule of this dimension or a season begins or ends. */
    Optional<LocalDate> nextCalendarChange(Release release, LocalDate day) {
        Stream<LocalDate> rules = release.rules().stream()
                .filter(rule -> rule.dimension() == dimension)
                .flatMap(rule -> Stream.concat(
                        Stream.of(rule.validFrom()), rule.validTo().map(last -> last.plusDays(1)).stream()));
        Stream<LocalDate> seasons = release.seasons().stream()
                .filter(season -> positions.containsKey(season.indicator()))
                .flatMap(season -> Stream.of(season.from(), season.to()));
        return Stream.concat(rules, seasons).filter(day::isBefore).min(Comparator.naturalOrder());
    }
}
