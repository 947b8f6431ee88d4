package org.fengqiao.policy;

import java.util.Map;
import org.fengqiao.platform.text.BilingualText;

/**
 * How a dimension turns a score into a tier.
 *
 * @param thresholds least score of each tier the profile knows
 * @param labels what the tiers are called in this dimension
 * @param freshDays a core indicator counts as fresh for so many days; 0 where the dimension has no GREY
 * @param reopenDays an alert that was averted or happened reopens when its fact recurs within so many days of its closing
 * @param feedbackDays whoever reported so many days before the alert or later hears what came of it
 * @param minCompleteness share of fresh core indicators (0..1) below which a calm enterprise is GREY, not GREEN
 */
public record DimensionPolicy(
        String profile,
        Map<Tier, Double> thresholds,
        Map<Tier, BilingualText> labels,
        int freshDays,
        double minCompleteness,
        int reopenDays,
        int feedbackDays) {

    public Tier tierOf(double score) {
        Tier tier = Tier.GREEN;
        for (var entry : thresholds.entrySet()) {
            if (score >= entry.getValue()) tier = Tier.worse(tier, entry.getKey());
        }
        return tier;
    }
}
