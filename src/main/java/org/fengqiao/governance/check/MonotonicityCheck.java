package org.fengqiao.governance.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.fengqiao.governance.cases.CounterExampleWriter;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.PlainNumber;
import org.fengqiao.policy.Indicator;
import org.fengqiao.policy.Range;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Rule;
import org.fengqiao.policy.Tier;

/**
 * Worse facts never count less: along the rows of an indicator neither points nor floor fall in the direction that the
 * catalogue calls worse; and where a written rule stops firing as a value gets worse, other rules make up for it.
 * Points are added under caps, and severer tiers begin at higher scores ({@link TierCheck}), so what holds for every
 * step of every indicator also holds for score and tier.
 */
final class MonotonicityCheck implements ContentChecks.Check {
    @Override
    public void check(Release release, ContentProblemCollector findings) {
        for (List<Rule> rows : BandCheck.rowsOf(release).values()) {
            for (ValidityPeriod period : ValidityPeriod.ofRules(rows)) {
                List<Rule> inForce =
                        rows.stream().filter(row -> row.inForce(period.from())).toList();
                rows(release, inForce, period, findings);
            }
        }
        for (Rule rule : release.rules()) {
            if (rule.condition() instanceof Rule.DrlCondition) written(release, rule, findings);
        }
    }

    private static void rows(
            Release release, List<Rule> inForce, ValidityPeriod period, ContentProblemCollector findings) {
        if (inForce.size() < 2) return;
        Indicator indicator = release.indicators().get(band(inForce.get(0)).indicator());
        Comparator<Rule> byValue =
                Comparator.comparingDouble(row -> band(row).range().from());
        List<Rule> milderFirst = new ArrayList<>(inForce);
        milderFirst.sort(indicator.worseWhen() == Indicator.Worse.MORE ? byValue : byValue.reversed());
        for (int i = 1; i < milderFirst.size(); i++) {
            Rule milder = milderFirst.get(i - 1);
            Rule graver = milderFirst.get(i);
            boolean points = graver.points() < milder.points();
            boolean floor = floor(graver).compareTo(floor(milder)) < 0;
            if (!points && !floor) continue;
            findings.error(
                    graver,
                    points ? "points" : "floor",
                    "not-monotone",
                    new BilingualText(
                            "比" + milder.id() + "更严重，" + (points ? "分值" : "硬触发等级") + "却更低（" + period.zh() + "）；请调高",
                            "is about graver values than " + milder.id() + " but its "
                                    + (points ? "points are fewer" : "floor is milder") + " (" + period.en()
                                    + "); raise it"),
                    counterExample(release, indicator, milder, graver, period));
        }
    }

    private static String counterExample(
            Release release, Indicator indicator, Rule milder, Rule graver, ValidityPeriod period) {
        double from = inside(release, indicator, band(milder).range());
        double to = inside(release, indicator, band(graver).range());
        return new CounterExampleWriter(release, graver.dimension(), period.from())
                .of(
                        Map.of(indicator.code(), from),
                        Map.of(indicator.code(), to),
                        Map.of(milder.category(), milder.points()),
                        floor(milder));
    }

    /** A value of a band: its own bound, or one between its bounds. */
    private static double inside(Release release, Indicator indicator, Range range) {
        double from = Math.max(0, range.from());
        ValueDomain domain = ValueDomain.of(release, indicator);
        for (double value : new double[] {from, Math.floor(from) + 1, (from + range.to()) / 2, from + 1}) {
            if (range.contains(value) && domain.contains(value)) return value;
        }
        return from;
    }

    private static void written(Release release, Rule rule, ContentProblemCollector findings) {
        MonotonicitySearch steps = new MonotonicitySearch(release, rule);
        if (!steps.canBecomeFalse()) return;
        if (!steps.isSmallEnough()) {
            findings.warning(
                    rule,
                    "when",
                    "monotony-unproven",
                    "组合过多，无法证明越严重不会越轻；请拆成几条规则",
                    "has too many combinations to prove that graver never counts less; make several rules of it");
            return;
        }
        steps.firstViolation()
                .ifPresent(loss -> findings.error(
                        rule,
                        "when",
                        "not-monotone",
                        new BilingualText(
                                loss.name() + "由" + PlainNumber.format(loss.before()) + "变为"
                                        + PlainNumber.format(loss.after()) + "更严重，结果却更轻；请改条件，或让另一条规则接上",
                                "when " + loss.name() + " gets worse, from " + PlainNumber.format(loss.before())
                                        + " to "
                                        + PlainNumber.format(loss.after())
                                        + ", less comes of it; change the condition, or let another rule take over"),
                        new CounterExampleWriter(release, rule.dimension(), loss.day())
                                .of(
                                        loss.milder(),
                                        loss.graver(),
                                        loss.effect().points(),
                                        loss.effect().floor())));
    }

    static Tier floor(Rule rule) {
        return rule.floor().orElse(Tier.GREY);
    }

    private static Rule.Band band(Rule rule) {
        return (Rule.Band) rule.condition();
    }
}
