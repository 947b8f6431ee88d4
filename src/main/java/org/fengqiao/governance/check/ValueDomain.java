package org.fengqiao.governance.check;

import com.google.common.collect.BoundType;
import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import java.util.Set;
import org.fengqiao.platform.text.PlainNumber;
import org.fengqiao.policy.Indicator;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Season;

/**
 * The values an indicator can have. Whole numbers are kept as ranges from one to the next, so that "1 and 2" and "3 and
 * more" touch each other, and a range without a whole number in it is empty.
 */
record ValueDomain(RangeSet<Double> values, boolean integral) {
    private static final Set<String> COUNTED =
            Set.of("person", "case", "event", "lead", "notice", "order", "month", "status", "grade");
    private static final int SHORTEST_MONTH = 28;

    /** The head count, which written rules may read as well. */
    static final ValueDomain HEADCOUNT = new ValueDomain(TreeRangeSet.create(Set.of(Range.atLeast(0.0))), true);

    static ValueDomain of(Release release, Indicator indicator) {
        boolean whole = COUNTED.contains(indicator.unit()) && indicator.perStaff() == 0;
        int days = Math.min(indicator.windowDays(), indicator.ttlDays());
        return switch (indicator.aggregate()) {
            case SEASON ->
                only(release.seasons().stream()
                        .filter(season -> season.indicator().equals(indicator.code()))
                        .map(Season::value)
                        .toList());
            case INDUSTRY ->
                only(release.industries()
                        .getOrDefault(indicator.code(), java.util.Map.of())
                        .values());
            case MONTHS -> new ValueDomain(set(Range.closedOpen(0.0, days / SHORTEST_MONTH + 2.0)), true);
            case DAYS_SINCE -> new ValueDomain(set(Range.closedOpen(0.0, (double) days)), true);
            case LATEST, MAX, SUM -> {
                boolean flag = indicator.unit().equals("status") && indicator.perStaff() == 0;
                yield new ValueDomain(set(flag ? Range.closedOpen(0.0, 2.0) : Range.atLeast(0.0)), whole);
            }
        };
    }

    private static ValueDomain only(Iterable<Double> values) {
        RangeSet<Double> set = TreeRangeSet.create();
        for (double value : values) set.add(Range.singleton(value));
        return new ValueDomain(set, false);
    }

    private static RangeSet<Double> set(Range<Double> range) {
        return ImmutableRangeSet.of(range);
    }

    static Range<Double> range(org.fengqiao.policy.Range range) {
        boolean fromAll = Double.isInfinite(range.from());
        boolean toAll = Double.isInfinite(range.to());
        BoundType lower = range.fromExclusive() ? BoundType.OPEN : BoundType.CLOSED;
        BoundType upper = range.toInclusive() ? BoundType.CLOSED : BoundType.OPEN;
        if (fromAll && toAll) return Range.all();
        if (fromAll) return Range.upTo(range.to(), upper);
        return toAll ? Range.downTo(range.from(), lower) : Range.range(range.from(), lower, range.to(), upper);
    }

    /** The part of a range that is possible. */
    RangeSet<Double> clip(Range<Double> range) {
        TreeRangeSet<Double> clipped = TreeRangeSet.create();
        for (Range<Double> part :
                values.subRangeSet(integral ? toWhole(range) : range).asRanges()) {
            if (!part.isEmpty()) clipped.add(part);
        }
        return clipped;
    }

    boolean contains(double value) {
        return values.contains(value) && (!integral || value == Math.rint(value));
    }

    /** From the first whole number in it up to, not including, the one after the last. */
    private static Range<Double> toWhole(Range<Double> range) {
        Range<Double> whole = Range.all();
        if (range.hasLowerBound()) {
            double least = Math.ceil(range.lowerEndpoint());
            if (range.lowerBoundType() == BoundType.OPEN && least == range.lowerEndpoint()) least++;
            whole = Range.atLeast(least);
        }
        if (range.hasUpperBound()) {
            double most = Math.floor(range.upperEndpoint());
            if (range.upperBoundType() == BoundType.OPEN && most == range.upperEndpoint()) most--;
            if (whole.hasLowerBound() && most < whole.lowerEndpoint()) {
                return Range.closedOpen(whole.lowerEndpoint(), whole.lowerEndpoint());
            }
            whole = whole.intersection(Range.lessThan(most + 1));
        }
        return whole;
    }

    /** Such as "≥2且<3", with the bounds that exist. */
    static String zh(Range<Double> range) {
        StringBuilder text = new StringBuilder();
        if (range.hasLowerBound()) {
            text.append(range.lowerBoundType() == BoundType.CLOSED ? "≥" : ">")
                    .append(PlainNumber.format(range.lowerEndpoint()));
        }
        if (range.hasUpperBound()) {
            if (text.length() > 0) text.append("且");
            text.append(range.upperBoundType() == BoundType.CLOSED ? "≤" : "<")
                    .append(PlainNumber.format(range.upperEndpoint()));
        }
        return text.toString();
    }

    static String en(Range<Double> range) {
        return zh(range).replace("且", " and ");
    }
}
