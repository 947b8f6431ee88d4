package org.fengqiao.policy;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The whole content that decides: immutable, named by the hash of its files.
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

    /** How many days back an observation can still matter. */
    public int horizonDays() {
        return indicators.values().stream()
                .filter(Indicator::takesInput)
                .mapToInt(indicator -> Math.max(indicator.windowDays(), indicator.ttlDays()))
                .max()
                .orElse(0);
    }
}
