package org.fengqiao.governance.check;

import org.fengqiao.policy.Category;
import org.fengqiao.policy.DimensionPolicy;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Rule;
import org.fengqiao.policy.Tier;

/** A rule is in force at some time, and has an effect when it fires. */
final class EffectCheck implements ContentChecks.Check {
    @Override
    public void check(Release release, ContentProblemCollector findings) {
        for (Rule rule : release.rules()) {
            if (rule.validTo().isPresent() && rule.validTo().get().isBefore(rule.validFrom())) {
                findings.error(
                        rule,
                        "valid_to",
                        "validity-empty",
                        "早于生效日，规则从不生效；请改日期",
                        "is before valid_from, so the rule is never in force; correct the dates");
            }
            if (rule.points() == 0 && rule.floor().isEmpty()) {
                findings.error(
                        rule,
                        "points",
                        "no-effect",
                        "分值为0又无硬触发等级，规则不起作用；请填其一",
                        "there are neither points nor a floor, so the rule does nothing; give one of them");
            }
            if (rule.floor().isPresent()) floor(release, rule, rule.floor().get(), findings);
        }
    }

    private static void floor(Release release, Rule rule, Tier floor, ContentProblemCollector findings) {
        DimensionPolicy policy = release.dimensions().get(rule.dimension());
        Category category = release.categories().get(rule.category());
        if (!floor.alerts()) {
            findings.error(
                    rule,
                    "floor",
                    "floor-calm",
                    floor + "不是预警等级；请填BLUE以上或留空",
                    floor + " alerts nobody; give BLUE or graver, or leave it blank");
        } else if (!policy.thresholds().containsKey(floor)) {
            findings.error(
                    rule,
                    "floor",
                    "floor-not-in-profile",
                    "等级方案" + policy.profile() + "没有" + floor + "；请换一个等级",
                    "the profile " + policy.profile() + " has no " + floor + "; choose another tier");
        } else if (rule.condition() instanceof Rule.Band && floor.compareTo(category.aloneMaxTier()) > 0) {
            findings.error(
                    rule,
                    "floor",
                    "floor-unreachable",
                    "类别" + category.code() + "单独最高到" + category.aloneMaxTier() + "，达不到" + floor + "；请调低或改类别",
                    "the category " + category.code() + " alone reaches " + category.aloneMaxTier() + " at most, never "
                            + floor + "; lower it, or change the category");
        }
    }
}
