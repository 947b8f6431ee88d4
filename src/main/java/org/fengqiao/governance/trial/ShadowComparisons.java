package org.fengqiao.governance.trial;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.fengqiao.governance.trial.ShadowReport.Difference;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;

/** What shadows made of real traffic, a batch at a time, kept apart from what counts. */
@ApplicationScoped
class ShadowComparisons {
    private static final String COUNT = """
            insert into shadow_count as c (shadow_id, dimension, tier_live, tier_draft, assessed)
            select ?, g.* from unnest(?::text[], ?::text[], ?::text[], ?::int4[]) as g
            on conflict (shadow_id, dimension, tier_live, tier_draft) do update set assessed = c.assessed + excluded.assessed""";
    private static final String DIFFERENCE = """
            insert into shadow_difference (shadow_id, enterprise_id, dimension, assessed_at, release_live, tier_live, tier_draft,
                score_live, score_draft, rules_live, rules_draft)
            select ?, g.* from unnest(?::uuid[], ?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[],
                ?::float4[], ?::float4[], ?::text[], ?::text[]) as g
            on conflict (shadow_id, enterprise_id, dimension) do update set assessed_at = excluded.assessed_at,
                release_live = excluded.release_live, tier_live = excluded.tier_live, tier_draft = excluded.tier_draft,
                score_live = excluded.score_live, score_draft = excluded.score_draft, rules_live = excluded.rules_live,
                rules_draft = excluded.rules_draft""";
    private static final String TIERS =
            "select dimension, tier_live, tier_draft, assessed from shadow_count where shadow_id = ?";
    private static final String DIFFERING = "select count(*) from shadow_difference where shadow_id = ?";
    private static final String LATEST_DIFFERENCES = """
            select d.* from shadow_difference d join enterprise e on e.id = d.enterprise_id
            where d.shadow_id = ? and d.dimension <> ? and e.area_path like ? order by d.assessed_at desc limit 50""";

    private final DataSource database;

    ShadowComparisons(DataSource database) {
        this.database = database;
    }

    /** How many came to which tiers; what differs, and the latest of it. */
    record Totals(Map<String, Map<Tier, Map<Tier, Long>>> tiers, long differing, List<Difference> differences) {
        long assessed() {
            return tiers.values().stream()
                    .flatMap(matrix -> matrix.values().stream())
                    .flatMap(to -> to.values().stream())
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    void add(UUID shadow, List<AssessmentPair> pairs) {
        StatementBatch batch = new StatementBatch();
        batch.add(count(shadow, pairs));
        // Nodes write at the same time, so all do in the same order; of one enterprise twice, the latter counts.
        Map<String, AssessmentPair> differing = new TreeMap<>();
        for (AssessmentPair pair : pairs) {
            String key = pair.live().enterpriseId() + " " + pair.live().dimension();
            if (pair.differs()) differing.put(key, pair);
        }
        if (!differing.isEmpty()) batch.add(difference(shadow, List.copyOf(differing.values())));
        Transactions.inTransaction(database, connection -> {
            batch.execute(connection);
            return null;
        });
    }

    private static SqlStatement<Void> count(UUID shadow, List<AssessmentPair> pairs) {
        Map<String, Integer> counts = new TreeMap<>();
        for (AssessmentPair pair : pairs) {
            String key = pair.live().dimension().code() + " " + pair.live().tier() + " "
                    + pair.draft().tier();
            counts.merge(key, 1, Integer::sum);
        }
        List<String[]> keys =
                counts.keySet().stream().map(key -> key.split(" ")).toList();
        return new SqlStatement<>(
                COUNT,
                null,
                Parameter.of(shadow),
                Parameter.array("text", keys, key -> key[0]),
                Parameter.array("text", keys, key -> key[1]),
                Parameter.array("text", keys, key -> key[2]),
                Parameter.array("int4", List.copyOf(counts.values()), count -> count));
    }

    private static SqlStatement<Void> difference(UUID shadow, List<AssessmentPair> pairs) {
        return new SqlStatement<>(
                DIFFERENCE,
                null,
                Parameter.of(shadow),
                Parameter.array("uuid", pairs, pair -> pair.live().enterpriseId()),
                Parameter.array("text", pairs, pair -> pair.live().dimension().code()),
                Parameter.array(
                        "timestamptz", pairs, pair -> Jdbc.utc(pair.live().at())),
                Parameter.array("text", pairs, pair -> pair.live().releaseId()),
                Parameter.array("text", pairs, pair -> pair.live().tier().name()),
                Parameter.array("text", pairs, pair -> pair.draft().tier().name()),
                Parameter.array("float4", pairs, pair -> (float) pair.live().score()),
                Parameter.array("float4", pairs, pair -> (float) pair.draft().score()),
                Parameter.array("text", pairs, pair -> String.join(" ", pair.liveRules())),
                Parameter.array("text", pairs, pair -> String.join(" ", pair.draftRules())));
    }

    /** @param areaPath only enterprises in it are named, and none for what concerns care */
    Totals read(UUID shadow, String areaPath) {
        StatementBatch batch = new StatementBatch();
        Supplier<Map<String, Map<Tier, Map<Tier, Long>>>> tiers =
                batch.add(new SqlStatement<>(TIERS, ShadowComparisons::tiers, Parameter.of(shadow)));
        Supplier<Long> differing = batch.add(new SqlStatement<>(
                DIFFERING,
                rows -> {
                    rows.next();
                    return rows.getLong(1);
                },
                Parameter.of(shadow)));
        Supplier<List<Difference>> differences = batch.add(new SqlStatement<>(
                LATEST_DIFFERENCES,
                ShadowComparisons::differences,
                Parameter.of(shadow),
                Parameter.of(Dimension.CARE.code()),
                Parameter.of(areaPath + "%")));
        return Transactions.inTransaction(database, connection -> {
            batch.execute(connection);
            return new Totals(tiers.get(), differing.get(), differences.get());
        });
    }

    private static Map<String, Map<Tier, Map<Tier, Long>>> tiers(ResultSet rows) throws SQLException {
        Map<String, Map<Tier, Map<Tier, Long>>> tiers = new TreeMap<>();
        while (rows.next()) {
            tiers.computeIfAbsent(rows.getString(1), dimension -> new EnumMap<>(Tier.class))
                    .computeIfAbsent(Tier.valueOf(rows.getString(2)), live -> new EnumMap<>(Tier.class))
                    .put(Tier.valueOf(rows.getString(3)), rows.getLong(4));
        }
        return tiers;
    }

    private static List<Difference> differences(ResultSet rows) throws SQLException {
        List<Difference> differences = new ArrayList<>();
        while (rows.next()) {
            differences.add(new Difference(
                    rows.getObject("enterprise_id", UUID.class),
                    rows.getString("dimension"),
                    Jdbc.instant(rows, "assessed_at"),
                    rows.getString("release_live"),
                    Tier.valueOf(rows.getString("tier_live")),
                    Tier.valueOf(rows.getString("tier_draft")),
                    rows.getFloat("score_live"),
                    rows.getFloat("score_draft"),
                    List.of(rows.getString("rules_live").split(" ")),
                    List.of(rows.getString("rules_draft").split(" "))));
        }
        return differences;
    }
}
