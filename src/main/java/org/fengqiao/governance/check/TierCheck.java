package org.fengqiao.governance.check;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.fengqiao.governance.content.CsvFile;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.DimensionPolicy;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Tier;

/** Severer tiers of a profile begin at higher scores, each profile in use has a calm tier, and shares lie in 0..1. */
final class TierCheck implements ContentChecks.Check {
    private static final String FILE = "tiers.csv";

    @Override
    public void check(Release release, ContentProblemCollector findings) {
        Map<String, Map<Tier, CsvFile.Row>> profiles = new HashMap<>();
        for (CsvFile.Row row : findings.rows(FILE)) {
            Tier tier = Tier.valueOf(row.cell("tier").strip().toUpperCase(Locale.ROOT));
            Map<Tier, CsvFile.Row> tiers =
                    profiles.computeIfAbsent(row.cell("profile").strip(), p -> new EnumMap<>(Tier.class));
            if (tiers.put(tier, row) != null) {
                error(
                        findings,
                        row,
                        "tier",
                        "tier-duplicate",
                        "此方案中等级重复；请只留一行",
                        "stands twice in the profile; keep one");
            }
        }
        profiles.values().forEach(tiers -> order(tiers, findings));
        for (Dimension dimension : Dimension.values()) inUse(release, dimension, profiles, findings);
    }

    private static void order(Map<Tier, CsvFile.Row> tiers, ContentProblemCollector findings) {
        double before = Double.NEGATIVE_INFINITY;
        for (var entry : tiers.entrySet()) {
            String from = entry.getValue().cell("from").strip();
            if (!entry.getKey().alerts()) continue;
            if (from.isEmpty()) {
                error(
                        findings,
                        entry.getValue(),
                        "from",
                        "tier-without-score",
                        "没有最低分，达不到此等级；请填写",
                        "has no least score, so it is never reached; give one");
                continue;
            }
            double score = Double.parseDouble(from);
            if (score <= 0 || score <= before) {
                error(
                        findings,
                        entry.getValue(),
                        "from",
                        "tier-order",
                        "最低分应大于0，且高于较轻等级；请改正",
                        "must be above 0 and above the least score of the milder tier; correct it");
            }
            before = Math.max(before, score);
        }
    }

    private static void inUse(
            Release release,
            Dimension dimension,
            Map<String, Map<Tier, CsvFile.Row>> profiles,
            ContentProblemCollector findings) {
        DimensionPolicy policy = release.dimensions().get(dimension);
        Set<Tier> missing = new HashSet<>(Set.of(Tier.GREEN, Tier.GREY));
        missing.removeAll(profiles.get(policy.profile()).keySet());
        for (Tier tier : missing) {
            findings.error(
                    FILE,
                    0,
                    "tier",
                    "tier-missing",
                    "方案" + policy.profile() + "缺少" + tier + "；请补上",
                    "the profile " + policy.profile() + " has no " + tier + "; add it");
        }
        if (policy.minCompleteness() < 0 || policy.minCompleteness() > 1) {
            int row = findings.rows("dimensions.csv").stream()
                    .filter(r -> r.cell("dimension").strip().equalsIgnoreCase(dimension.name()))
                    .mapToInt(CsvFile.Row::line)
                    .findFirst()
                    .orElse(0);
            findings.error(
                    "dimensions.csv",
                    row,
                    "min_completeness",
                    "share-out-of-range",
                    "应在0到1之间；50%写0.5",
                    "must be from 0 to 1; 50 % is written 0.5");
        }
    }

    private static void error(
            ContentProblemCollector findings, CsvFile.Row row, String column, String code, String zh, String en) {
        findings.error(FILE, row.line(), column, code, zh, en);
    }
}
