package org.fengqiao.governance.check;

import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fengqiao.platform.text.PlainNumber;
import org.fengqiao.policy.Indicator;
import org.fengqiao.policy.Indicator.Aggregate;
import org.fengqiao.policy.Range;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Rule;
import org.fengqiao.policy.RuleConstraint;

/** Bounds, aggregates and sentences use the unit of the indicator. */
final class UnitCheck implements ContentChecks.Check {
    private static final Set<String> ADD_UP =
            Set.of("person", "case", "event", "lead", "notice", "order", "day", "hour", "CNY");

    private static final Pattern VALUE = Pattern.compile("\\{value}\\s*(%|天|元|小时|个月)");
    private static final Map<String, String> UNIT_WRITTEN =
            Map.of("%", "percent", "天", "day", "元", "CNY", "小时", "hour", "个月", "month");

    @Override
    public void check(Release release, ContentProblemCollector findings) {
        for (Indicator indicator : release.indicators().values()) aggregate(indicator, findings);
        for (Rule rule : release.rules()) {
            if (rule.condition() instanceof Rule.Band band) {
                Indicator indicator = release.indicators().get(band.indicator());
                band(release, rule, band.range(), indicator, findings);
                sentence(rule, indicator, findings);
            } else {
                numbers(((Rule.DrlCondition) rule.condition()).constraint(), (name, number) -> {
                    Indicator indicator = release.indicators().get(name);
                    boolean whole = indicator == null
                            || ValueDomain.of(release, indicator).integral();
                    if (whole && number != Math.rint(number)) fraction(rule, name, number, findings);
                });
            }
        }
    }

    private static void aggregate(Indicator indicator, ContentProblemCollector findings) {
        String unit = indicator.unit();
        String column = null;
        if (indicator.perStaff() > 0 && unit.equals("person")) column = "unit";
        if (indicator.perStaff() > 0 && indicator.perStaff() != 100 && unit.equals("percent")) column = "per_staff";
        boolean sum = indicator.aggregate() == Aggregate.SUM && indicator.perStaff() == 0;
        if (sum && !ADD_UP.contains(unit)) column = "aggregate";
        if (indicator.aggregate() == Aggregate.MONTHS && !unit.equals("month")) column = "unit";
        if (indicator.aggregate() == Aggregate.DAYS_SINCE && !unit.equals("day")) column = "unit";
        if (column == null) return;
        findings.error(
                indicator.code(),
                column,
                "unit-mismatch",
                "单位" + unit + "与" + indicator.aggregate() + (indicator.perStaff() > 0 ? "、per_staff" : "") + "不相配；请改其一",
                "the unit " + unit + " does not go with " + indicator.aggregate()
                        + (indicator.perStaff() > 0 ? " and per_staff" : "") + "; change one of them");
    }

    private static void band(
            Release release, Rule rule, Range range, Indicator indicator, ContentProblemCollector findings) {
        boolean fromSet = !Double.isInfinite(range.from());
        boolean toSet = !Double.isInfinite(range.to());
        boolean countsWhole = ValueDomain.of(release, indicator).integral();
        if (countsWhole && fromSet && range.from() != Math.rint(range.from())) {
            fraction(rule, indicator.code(), range.from(), findings);
        } else if (countsWhole && toSet && range.to() != Math.rint(range.to())) {
            fraction(rule, indicator.code(), range.to(), findings);
        }
        double largest = toSet ? range.to() : range.from();
        if (indicator.unit().equals("percent") && largest > 0 && largest <= 1) {
            findings.error(
                    rule,
                    fromSet ? "from" : "to",
                    "unit-mismatch",
                    "单位是百分比，30%应写30；请核对",
                    "the unit is percent: 30 % is written 30; check it");
        }
    }

    private static void fraction(Rule rule, String name, double number, ContentProblemCollector findings) {
        findings.error(
                rule,
                "from",
                "unit-mismatch",
                name + "是整数，不会是" + PlainNumber.format(number) + "；请改为整数",
                name + " is a whole number and never " + PlainNumber.format(number) + "; write a whole number");
    }

    private static void sentence(Rule rule, Indicator indicator, ContentProblemCollector findings) {
        Matcher written = VALUE.matcher(rule.reason().zh());
        while (written.find()) {
            String unit = UNIT_WRITTEN.get(written.group(1));
            if (!unit.equals(indicator.unit())
                    && !(unit.equals("month") && indicator.unit().equals("ratio"))) {
                findings.error(
                        rule,
                        "reason_zh",
                        "unit-mismatch",
                        "原因里写“" + written.group(1) + "”，指标单位却是" + indicator.unit() + "；请改原因",
                        "the reason says \"" + written.group(1) + "\" but the unit is " + indicator.unit()
                                + "; change the reason");
            }
        }
    }

    private static void numbers(RuleConstraint constraint, BiConsumer<String, Double> each) {
        if (constraint instanceof RuleConstraint.Comparison comparison)
            each.accept(comparison.name(), comparison.number());
        if (constraint instanceof RuleConstraint.All all) all.parts().forEach(part -> numbers(part, each));
        if (constraint instanceof RuleConstraint.Any any) any.parts().forEach(part -> numbers(part, each));
    }
}
