package org.fengqiao.governance.check;

import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fengqiao.policy.Indicator;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Rule;

/**
 * The rows of one indicator leave no gap between the mildest and the most severe value on any day, and each row covers
 * values that the indicator can have. Overlaps are refused when the base is read.
 */
final class BandCheck implements ContentChecks.Check {
    private static final double ALL_PERCENT = 100;

    @Override
    public void check(Release release, ContentProblemCollector findings) {
        rowsOf(release).values().forEach(rows -> new IndicatorBands(release, rows, findings).check());
    }

    /** The table rows by dimension and indicator. */
    static Map<String, List<Rule>> rowsOf(Release release) {
        Map<String, List<Rule>> rows = new TreeMap<>();
        for (Rule rule : release.rules()) {
            if (rule.condition() instanceof Rule.Band band) {
                rows.computeIfAbsent(rule.dimension() + " " + band.indicator(), k -> new ArrayList<>())
                        .add(rule);
            }
        }
        return rows;
    }

    /** The rows of one indicator in one dimension. */
    private static final class IndicatorBands {
        private final List<Rule> rows;
        private final ContentProblemCollector findings;
        private final Indicator indicator;
        private final ValueDomain domain;
        private final Map<Rule, RangeSet<Double>> ranges = new LinkedHashMap<>();

        IndicatorBands(Release release, List<Rule> rows, ContentProblemCollector findings) {
            this.rows = rows;
            this.findings = findings;
            this.indicator = release.indicators().get(band(rows.get(0)).indicator());
            this.domain = ValueDomain.of(release, indicator);
            for (Rule row : rows)
                ranges.put(row, domain.clip(ValueDomain.range(band(row).range())));
        }

        void check() {
            for (Rule row : rows) {
                if (ranges.get(row).isEmpty()) {
                    findings.error(
                            row,
                            "from",
                            "band-never",
                            indicator.code() + "不会有这样的值，规则从不触发；请核对区间和单位",
                            indicator.code()
                                    + " never has such a value, so the rule never fires; check the band and the unit");
                }
            }
            List<ValidityPeriod> periods = ValidityPeriod.ofRules(rows);
            List<RangeSet<Double>> covered = new ArrayList<>();
            for (ValidityPeriod period : periods) covered.add(coveredIn(period));
            for (int i = 0; i < periods.size(); i++) {
                if (covered.get(i).isEmpty() && !coveredLater(covered, i)) continue;
                RangeSet<Double> forgotten = gapsInTime(covered, i);
                forgotten.asRanges().forEach(gap -> gapInTime(gap));
                RangeSet<Double> gaps = gaps(covered.get(i));
                gaps.removeAll(forgotten);
                ValidityPeriod period = periods.get(i);
                gaps.asRanges().forEach(gap -> gap(gap, period));
            }
        }

        private RangeSet<Double> coveredIn(ValidityPeriod period) {
            RangeSet<Double> covered = TreeRangeSet.create();
            for (Rule row : rows) if (row.inForce(period.from())) covered.addAll(ranges.get(row));
            return covered;
        }

        private static boolean coveredLater(List<RangeSet<Double>> covered, int i) {
            return covered.subList(i + 1, covered.size()).stream().anyMatch(set -> !set.isEmpty());
        }

        /** Values that had a rule before and will have one later, but have none now. */
        private static RangeSet<Double> gapsInTime(List<RangeSet<Double>> covered, int i) {
            RangeSet<Double> before = TreeRangeSet.create();
            RangeSet<Double> after = TreeRangeSet.create();
            covered.subList(0, i).forEach(before::addAll);
            covered.subList(i + 1, covered.size()).forEach(after::addAll);
            RangeSet<Double> forgotten = TreeRangeSet.create();
            for (Range<Double> range : before.asRanges()) forgotten.addAll(after.subRangeSet(range));
            forgotten.removeAll(covered.get(i));
            return forgotten;
        }

        /** Values between the bands, and those beyond the most severe band. */
        private RangeSet<Double> gaps(RangeSet<Double> covered) {
            RangeSet<Double> gaps = TreeRangeSet.create();
            if (covered.isEmpty()) return gaps;
            Range<Double> span = covered.span();
            Range<Double> wanted =
                    switch (indicator.worseWhen()) {
                        case MORE -> Range.downTo(span.lowerEndpoint(), span.lowerBoundType());
                        case LESS ->
                            span.hasUpperBound()
                                    ? Range.upTo(span.upperEndpoint(), span.upperBoundType())
                                    : Range.all();
                    };
            boolean whole100 =
                    indicator.unit().equals("percent") && indicator.perStaff() == 0 && covered.contains(ALL_PERCENT);
            if (whole100 && indicator.worseWhen() == Indicator.Worse.MORE) wanted = span;
            gaps.addAll(domain.clip(wanted));
            gaps.removeAll(covered);
            return gaps;
        }

        /** Reported at the row above the gap, or at the one below where there is none above. */
        private void gap(Range<Double> gap, ValidityPeriod period) {
            List<Rule> inForce = rows.stream()
                    .filter(row ->
                            row.inForce(period.from()) && !ranges.get(row).isEmpty())
                    .toList();
            Optional<Rule> above = inForce.stream()
                    .filter(row -> gap.hasUpperBound() && begins(row, gap.upperEndpoint()))
                    .findFirst();
            Rule at = above.or(() -> inForce.stream()
                            .filter(row -> gap.hasLowerBound() && ends(row, gap.lowerEndpoint()))
                            .findFirst())
                    .orElse(inForce.get(0));
            findings.error(
                    at,
                    above.isPresent() ? "from" : "to",
                    "band-gap",
                    indicator.code() + ValueDomain.zh(gap) + "没有规则（" + period.zh() + "）；请把相邻区间接上",
                    "no rule covers " + indicator.code() + " " + ValueDomain.en(gap) + " (" + period.en()
                            + "); let the bands beside it meet");
        }

        private boolean begins(Rule row, double value) {
            Range<Double> span = ranges.get(row).span();
            return span.hasLowerBound() && span.lowerEndpoint() == value;
        }

        private boolean ends(Rule row, double value) {
            Range<Double> span = ranges.get(row).span();
            return span.hasUpperBound() && span.upperEndpoint() == value;
        }

        private void gapInTime(Range<Double> gap) {
            Rule ended = rows.stream()
                    .filter(row -> row.validTo().isPresent()
                            && !ranges.get(row).subRangeSet(gap).isEmpty())
                    .max(Comparator.comparing(row -> row.validTo().get()))
                    .orElseThrow();
            findings.error(
                    ended,
                    "valid_to",
                    "gap-in-time",
                    "此后到下一条规则生效前，" + indicator.code() + ValueDomain.zh(gap) + "没有规则；请把日期接上",
                    "after this day and until the next rule begins, nothing covers " + indicator.code() + " "
                            + ValueDomain.en(gap) + "; let the dates meet");
        }

        private static Rule.Band band(Rule rule) {
            return (Rule.Band) rule.condition();
        }
    }
}
