package org.fengqiao.governance.check;

import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import java.util.HashSet;
import java.util.Set;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Indicator;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Rule;
import org.fengqiao.policy.RuleConstraint;

/**
 * Each fact serves only its lawful purpose: integrity rules read legally established facts of the enterprise, and
 * psychological aggregates never narrow down to a few people. A psychological indicator that anything outside care reads
 * is refused when the base is read.
 */
final class PurposeLimitationCheck implements ContentChecks.Check {
    /** The smallest group a psychological aggregate may stand for, whatever the catalogue says. */
    private static final int LEAST_GROUP = 10;

    @Override
    public void check(Release release, ContentProblemCollector findings) {
        for (Indicator indicator : release.indicators().values()) {
            if (indicator.dimensions().contains(Dimension.INTEGRITY)) established(release, indicator, findings);
            if (indicator.psychological()) group(release, indicator, findings);
        }
        for (Rule rule : release.rules()) {
            if (rule.dimension() == Dimension.INTEGRITY
                    && rule.condition().names().contains(RuleConstraint.HEADCOUNT)) {
                findings.error(
                        rule,
                        "when",
                        "integrity-not-established",
                        "职工人数不是依法确认的事实，诚信规则不能用；请删去",
                        "the head count is no legally established fact, so an integrity rule may not read it; remove it");
            }
            if (rule.dimension() == Dimension.CARE) requireGroupSize(release, rule, findings);
        }
    }

    /** No decision has established what the calendar, the industry, a missing report or a regular report says. */
    private static void established(Release release, Indicator indicator, ContentProblemCollector findings) {
        Indicator source = release.indicators().get(indicator.derivedFrom());
        boolean observed =
                switch (indicator.aggregate()) {
                    case LATEST, SUM, MAX, MONTHS -> source.takesInput();
                    case DAYS_SINCE, SEASON, INDUSTRY -> false;
                };
        if (!observed || indicator.core()) {
            findings.error(
                    indicator.code(),
                    "dimensions",
                    "integrity-not-established",
                    indicator.code() + "不是依法确认的事实，不能用于诚信；请从dimensions中去掉integrity",
                    indicator.code() + " is no legally established fact; take integrity out of its dimensions");
        }
    }

    private static void group(Release release, Indicator indicator, ContentProblemCollector findings) {
        // Those without a minimum head count concern a community or more and are never taken in for an enterprise.
        if (indicator.minHeadcount() == 0 && !indicator.isDerived()) return;
        int least = indicator.minGroup().orElse(0);
        int source =
                release.indicators().get(indicator.derivedFrom()).minGroup().orElse(0);
        if (least < Math.max(LEAST_GROUP, source)) {
            findings.error(
                    indicator.code(),
                    "min_group",
                    "singles-out",
                    "群体可能小到认出个人；请填" + Math.max(LEAST_GROUP, source) + "以上",
                    "the group may be so small that persons are recognised; give " + Math.max(LEAST_GROUP, source)
                            + " or more");
        } else if (indicator.minHeadcount() < least) {
            findings.error(
                    indicator.code(),
                    "min_headcount",
                    "singles-out",
                    "不应小于min_group（" + least + "）；请调高",
                    "must not be below min_group (" + least + "); raise it");
        }
    }

    /** A care rule about a handful of people, or about an enterprise of a handful, singles out persons. */
    private static void requireGroupSize(Release release, Rule rule, ContentProblemCollector findings) {
        new DisjunctiveForm(release)
                .of(rule)
                .ifPresent(boxes -> boxes.forEach(box -> {
                    Set<String> pointing = new HashSet<>();
                    box.forEach((name, values) -> {
                        if (!values.isEmpty() && isFew(release, name, values)) pointing.add(name);
                    });
                    for (String name : pointing) {
                        findings.error(
                                rule,
                                "from",
                                "singles-out",
                                name + "在少数人时也触发，可能认出个人；请从" + LEAST_GROUP + "起",
                                name + " fires for a few people already, who may be recognised; begin at "
                                        + LEAST_GROUP);
                    }
                }));
    }

    private static boolean isFew(Release release, String name, RangeSet<Double> values) {
        Range<Double> span = values.span();
        if (name.equals(RuleConstraint.HEADCOUNT)) {
            return span.hasUpperBound() && span.upperEndpoint() <= LEAST_GROUP;
        }
        Indicator indicator = release.indicators().get(name);
        return indicator.countsPeople() && span.hasLowerBound() && span.lowerEndpoint() < LEAST_GROUP;
    }
}
