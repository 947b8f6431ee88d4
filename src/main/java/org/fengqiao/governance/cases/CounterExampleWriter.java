package org.fengqiao.governance.cases;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.fengqiao.platform.text.PlainNumber;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Indicator;
import org.fengqiao.policy.Indicator.Aggregate;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.RuleConstraint;
import org.fengqiao.policy.SourceKind;
import org.fengqiao.policy.Tier;

/**
 * A case that fails as long as worse facts count less: it states the worse facts and expects at least what the milder
 * ones come to. Saved with the rule base, it keeps the mistake from coming back.
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
        // The least trusted kind that corroborates alone, for a floor must not depend on points.
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
        String name = "越严重不得越轻：" + describe(graver) + "不低于" + describe(milder) + " / " + describe(graver)
                + " counts no less than " + describe(milder);
        List<Map<String, Object>> facts = new ArrayList<>();
        new TreeMap<>(graver).forEach((indicator, value) -> {
            if (release.indicators().containsKey(indicator)) facts.add(fact(indicator, value, kind));
        });
        RuleCaseWriter yaml = new RuleCaseWriter(name, dimension, day, headcount).facts(facts);
        if (score > 0) yaml.put("least_score", Math.round(score * 100) / 100.0);
        if (floor.alerts()) yaml.put("least_tier", floor);
        return yaml.toString();
    }

    private Map<String, Object> fact(String indicator, Double value, SourceKind kind) {
        Map<String, Object> fact = new LinkedHashMap<>();
        fact.put("indicator", indicator);
        fact.put("value", value);
        fact.put("kind", kind.code());
        if (dimension == Dimension.INTEGRITY) fact.put("established", true);
        return fact;
    }

    private static String describe(Map<String, Double> facts) {
        return new TreeMap<>(facts)
                .entrySet().stream()
                        .map(fact -> fact.getKey() + " " + PlainNumber.format(fact.getValue()))
                        .collect(Collectors.joining(" "));
    }
}
