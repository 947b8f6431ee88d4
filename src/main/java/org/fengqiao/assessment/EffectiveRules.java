package org.fengqiao.assessment;

import java.time.LocalDate;
import java.util.List;
import org.fengqiao.platform.Time;
import org.fengqiao.policy.Category;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Rule;
import org.fengqiao.policy.Tier;

/** The rules of a release in force on one day, for one dimension. Prepared once a day, because single reports wait for it. */
final class EffectiveRules {
    private final LocalDate day;
    private final Bands[] bands;
    private final ActiveRule[] rules;
    private final double[] caps;
    private final long effectiveUntil;

    /** A rule in force, with its references resolved. */
    record ActiveRule(Rule rule, int[] positions, int category, Tier limit, double ttlDays) {}

    EffectiveRules(Release release, DimensionPlan plan, LocalDate day) {
        this.day = day;
        bands = Bands.on(day, plan);
        List<Category> categories = List.copyOf(release.categories().values());
        caps = categories.stream().mapToDouble(Category::cap).toArray();
        effectiveUntil = plan.nextCalendarChange(release, day)
                .map(next -> next.atStartOfDay(Time.CITY).toEpochSecond())
                .orElse(Long.MAX_VALUE);
        rules = new ActiveRule[release.rules().size()];
        for (Rule rule : release.rules()) {
            if (rule.dimension() != plan.dimension() || !rule.inForce(day)) continue;
            Category category = release.categories().get(rule.category());
            int[] positions = rule.condition().indicators().stream()
                    .mapToInt(plan::position)
                    .toArray();
            double ttlDays = Double.POSITIVE_INFINITY;
            for (int position : positions)
                ttlDays = Math.min(ttlDays, plan.indicators().get(position).ttlDays());
            rules[rule.ordinal()] =
                    new ActiveRule(rule, positions, categories.indexOf(category), category.aloneMaxTier(), ttlDays);
        }
    }

    LocalDate day() {
        return day;
    }

    /** The table rows of each indicator, by its position. */
    Bands[] bands() {
        return bands;
    }

    /** By the ordinal of the rule; null if it is not in force. */
    ActiveRule activeRule(int ordinal) {
        return rules[ordinal];
    }

    /** The maximum points of each category. */
    double[] caps() {
        return caps;
    }

    /** When the next rule or season begins or ends, in seconds of the epoch; {@link Long#MAX_VALUE} if none does. */
    long effectiveUntil() {
        return effectiveUntil;
    }
}
