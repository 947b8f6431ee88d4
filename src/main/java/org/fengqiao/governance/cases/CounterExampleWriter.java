package org.fengqiao.governance.cases;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fengqiao.platform.text.PlainNumber;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Indicator;
import org.fengqiao.policy.Indicator.Aggregate;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.RuleConstraint;
import org.fengqiao.policy.SourceKind;
import org.fengqiao.policy.Tier;

/**
 * A case that fails as long as something graver counts less: the graver facts, which must come to no less than the milder
 * ones do. It can be saved with the base and then keeps the mistake from coming back.
 */
public final class CounterExampleWriter {
    private static final int HEADCOUNT = 120;

    private final Release release;
    private final Dimension dimension;
    private final LocalDate day;

    public CounterExampleWriter(Release release, Dimension dimension, LocalDate day) {
        this.release = release;
        this.dimension = dimension;
        this.day = day;
    }

    /**
     * The case as YAML; empty where its facts can't be reported, because a value is derived or comes from the calendar or
     * the industry.
     *
     * @param points what rules make of the milder facts, by category
     * @param floor the least tier that they set
     */
    public String of(Map<String, Double> milder, Map<String, Double> graver, Map<String, Double> points, Tier floor) {
        for (String name : graver.keySet()) {
            Indicator indicator = release.indicators().get(name);
            if (indicator != null && !canBeGiven(indicator)) return "";
        }
        // The least believed of those that corroborate alone: a floor must not hang on points.
        Optional<SourceKind> official = release.sourceKinds().values().stream()
                .filter(SourceKind::official)
                .min(Comparator.comparingDouble(SourceKind::confidence));
        if (official.isEmpty()) return "";
        double score = 0;
        for (var inCategory : points.entrySet()) {
            double cap = release.categories().get(inCategory.getKey()).cap();
            score += Math.min(cap, inCategory.getValue() * official.get().confidence());
        }
        return text(milder, graver, official.get(), score, floor);
    }

    private boolean canBeGiven(Indicator indicator) {
        boolean read = release.indicators().values().stream()
                .anyMatch(other -> other != indicator && other.derivedFrom().equals(indicator.code()));
        boolean counted = indicator.aggregate() == Aggregate.MONTHS || indicator.aggregate() == Aggregate.DAYS_SINCE;
        return indicator.takesInput() && !read && !counted && indicator.perStaff() == 0;
    }

    private String text(
            Map<String, Double> milder, Map<String, Double> graver, SourceKind kind, double score, Tier floor) {
        int headcount = graver.containsKey(RuleConstraint.HEADCOUNT)
                ? graver.get(RuleConstraint.HEADCOUNT).intValue()
                : Math.max(
                        HEADCOUNT,
                        graver.keySet().stream()
                                .mapToInt(name -> release.indicators().get(name).minHeadcount())
                                .max()
                                .orElse(0));
        StringBuilder yaml = new StringBuilder();
        yaml.append("- case: \"越严重不得越轻：").append(describe(graver)).append("不低于").append(describe(milder));
        yaml.append(" / ")
                .append(describe(graver))
                .append(" counts no less than ")
                .append(describe(milder))
                .append("\"\n");
        yaml.append("  dimension: ").append(dimension.code()).append('\n');
        yaml.append("  at: \"").append(day).append("\"\n");
        yaml.append("  headcount: ").append(headcount).append('\n');
        yaml.append("  facts:\n");
        new TreeMap<>(graver).forEach((name, value) -> {
            if (!release.indicators().containsKey(name)) return;
            yaml.append("    - {indicator: ").append(name).append(", value: ").append(PlainNumber.format(value));
            yaml.append(", kind: ").append(kind.code());
            if (dimension == Dimension.INTEGRITY) yaml.append(", established: true");
            yaml.append("}\n");
        });
        if (score > 0)
            yaml.append("  least_score: ")
                    .append(PlainNumber.format(Math.round(score * 100) / 100.0))
                    .append('\n');
        if (floor.alerts()) yaml.append("  least_tier: ").append(floor).append('\n');
        return yaml.toString();
    }

    private static String describe(Map<String, Double> facts) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(facts).forEach((name, value) -> text.append(text.length() == 0 ? "" : " ")
                .append(name)
                .append(' ')
                .append(PlainNumber.format(value)));
        return text.toString();
    }
}
