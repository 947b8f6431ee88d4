package org.fengqiao.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * The whole rule base that decides: immutable, named by the hash of its files.
 *
 * @param id first 16 hex digits of the SHA-256 over names and contents of the files
 * @param rules in ordinal order
 * @param industries indicator to GB/T 4754 section letter to value
 * @param files path below the base's folder to content, as read
 */
public record Release(
        String id,
        String base,
        Map<String, Indicator> indicators,
        List<Rule> rules,
        Map<String, Category> categories,
        Map<String, SourceKind> sourceKinds,
        Map<Dimension, DimensionPolicy> dimensions,
        List<Route> routes,
        List<Season> seasons,
        Map<String, Map<String, Double>> industries,
        SortedMap<String, byte[]> files) {

    /** The tier's label in a dimension, in both languages. */
    public org.fengqiao.platform.text.BilingualText label(Dimension dimension, Tier tier) {
        return dimensions.get(dimension).labels().get(tier);
    }

    /** Codes of the indicators that report events which an alert should have foreseen. */
    public Set<String> eventIndicators() {
        return indicators.values().stream()
                .filter(Indicator::isEvent)
                .map(Indicator::code)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Where the program reports whether enterprises did their tasks; empty where the rule base does not ask for it. */
    public Optional<Indicator> enterpriseTaskIndicator() {
        return indicators.values().stream()
                .filter(indicator -> indicator.role() == Indicator.Role.ENTERPRISE_TASK)
                .findFirst();
    }

    /** How many days back an observation can still matter. */
    public int horizonDays() {
        return indicators.values().stream()
                .filter(Indicator::takesInput)
                .mapToInt(indicator -> Math.max(indicator.windowDays(), indicator.ttlDays()))
                .max()
                .orElse(0);
    }
}
