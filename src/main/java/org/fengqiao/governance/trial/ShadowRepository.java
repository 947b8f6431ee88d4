package org.fengqiao.governance.trial;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Tier;
import org.fengqiao.policy.content.ReleaseFiles;

/** What a shadow saw, kept apart from what counts. */
@ApplicationScoped
class ShadowRepository {
    private static final int SHOWN = 50;
    private static final String COUNT = """
            insert into shadow_count as c (shadow_id, dimension, tier_live, tier_draft, assessed) values (?, ?, ?, ?, ?)
            on conflict (shadow_id, dimension, tier_live, tier_draft) do update set assessed = c.assessed + excluded.assessed""";
    private static final String DIFFERENCE = """
            insert into shadow_difference (shadow_id, enterprise_id, dimension, assessed_at, release_live, tier_live, tier_draft,
                score_live, score_draft, rules_live, rules_draft) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (shadow_id, enterprise_id, dimension) do update set assessed_at = excluded.assessed_at,
                release_live = excluded.release_live, tier_live = excluded.tier_live, tier_draft = excluded.tier_draft,
                score_live = excluded.score_live, score_draft = excluded.score_draft, rules_live = excluded.rules_live,
                rules_draft = excluded.rules_draft""";

    private final DataSource database;

    ShadowRepository(DataSource database) {
        this.database = database;
    }

    /** One that is to run. */
    record ActiveShadow(UUID id, String base, byte[] files, Instant endsAt) {}

    /** Two assessments of the same enterprise at the same instant. */
    record AssessmentPair(Assessment live, Assessment draft) {
        boolean differs() {
            return live.tier() != draft.tier() || !rules(live).equals(rules(draft));
        }
    }

    void start(UUID id, UUID draft, Release release, String by, Instant now, Instant endsAt) {
        update(
                "insert into shadow (id, draft_id, content_id, base, files, started_by, started_at, ends_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                draft,
                release.id(),
                release.base(),
                ReleaseFiles.pack(release.files()),
                by,
                Timestamp.from(now),
                Timestamp.from(endsAt));
    }

    Optional<ActiveShadow> findActive(Instant now) {
        return query(
                        "select id, base, files, ends_at from shadow where stopped_at is null and ends_at > ?",
                        row -> new ActiveShadow(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getBytes(3),
                                row.getTimestamp(4).toInstant()),
                        Timestamp.from(now))
                .stream()
                .findFirst();
    }

    /** What has come to its end, or is ended now. */
    int stop(UUID draft, Instant now) {
        return update(
                "update shadow set stopped_at = ? where stopped_at is null and (ends_at <= ? or draft_id = ?)",
                Timestamp.from(now),
                Timestamp.from(now),
                draft);
    }

    void addDropped(UUID shadow, int assessments) {
        update("update shadow set dropped = dropped + ? where id = ?", assessments, shadow);
    }

    void addFailed(UUID shadow, int assessments, String why) {
        update("update shadow set failed = failed + ?, last_failure = ? where id = ?", assessments, why, shadow);
    }

    void add(UUID shadow, List<AssessmentPair> pairs) {
        Map<List<String>, Integer> counts = new HashMap<>();
        for (AssessmentPair pair : pairs) {
            String dimension = pair.live().dimension().code();
            counts.merge(
                    List.of(
                            dimension,
                            pair.live().tier().name(),
                            pair.draft().tier().name()),
                    1,
                    Integer::sum);
        }
        Transactions.inTransaction(database, connection -> {
            // Two nodes count at the same time: both in the same order.
            for (var count : new TreeMap<>(byName(counts)).entrySet()) {
                String[] key = count.getKey().split(" ");
                execute(connection, COUNT, shadow, key[0], key[1], key[2], count.getValue());
            }
            for (AssessmentPair pair : pairs) if (pair.differs()) add(connection, shadow, pair);
            return null;
        });
    }

    private static Map<String, Integer> byName(Map<List<String>, Integer> counts) {
        Map<String, Integer> named = new HashMap<>();
        counts.forEach((key, count) -> named.put(String.join(" ", key), count));
        return named;
    }

    private static void add(Connection connection, UUID shadow, AssessmentPair pair) throws SQLException {
        execute(
                connection,
                DIFFERENCE,
                shadow,
                pair.live().enterpriseId(),
                pair.live().dimension().code(),
                Timestamp.from(pair.live().at()),
                pair.live().releaseId(),
                pair.live().tier().name(),
                pair.draft().tier().name(),
                (float) pair.live().score(),
                (float) pair.draft().score(),
                String.join(" ", rules(pair.live())),
                String.join(" ", rules(pair.draft())));
    }

    private static List<String> rules(Assessment assessment) {
        return assessment.findings().stream()
                .map(finding -> finding.rule().id())
                .sorted()
                .toList();
    }

    /** The latest of a draft. {@code areaPath}: only enterprises in it are named, and none for what concerns care. */
    Optional<ShadowReport> latest(UUID draft, String areaPath) {
        String sql = "select id, content_id, started_by, started_at, ends_at, stopped_at, dropped, failed, last_failure"
                + " from shadow where draft_id = ? order by started_at desc limit 1";
        return query(sql, row -> shadow(draft, row, areaPath), draft).stream().findFirst();
    }

    private ShadowReport shadow(UUID draft, ResultSet row, String areaPath) throws SQLException {
        UUID id = row.getObject(1, UUID.class);
        Map<String, Map<Tier, Map<Tier, Long>>> tiers = tiers(id);
        long assessed = tiers.values().stream()
                .flatMap(matrix -> matrix.values().stream())
                .flatMap(to -> to.values().stream())
                .mapToLong(Long::longValue)
                .sum();
        long otherwise = query(
                        "select count(*) from shadow_difference where shadow_id = ?", count -> count.getLong(1), id)
                .get(0);
        Timestamp stopped = row.getTimestamp(6);
        return new ShadowReport(
                id,
                draft,
                row.getString(2),
                row.getString(3),
                row.getTimestamp(4).toInstant(),
                row.getTimestamp(5).toInstant(),
                stopped == null ? null : stopped.toInstant(),
                assessed,
                otherwise,
                row.getLong(7),
                row.getLong(8),
                row.getString(9),
                tiers,
                differences(id, areaPath));
    }

    private Map<String, Map<Tier, Map<Tier, Long>>> tiers(UUID shadow) {
        Map<String, Map<Tier, Map<Tier, Long>>> tiers = new TreeMap<>();
        String sql = "select dimension, tier_live, tier_draft, assessed from shadow_count where shadow_id = ?";
        query(
                sql,
                row -> tiers.computeIfAbsent(row.getString(1), any -> new EnumMap<>(Tier.class))
                        .computeIfAbsent(Tier.valueOf(row.getString(2)), any -> new EnumMap<>(Tier.class))
                        .put(Tier.valueOf(row.getString(3)), row.getLong(4)),
                shadow);
        return tiers;
    }

    private List<ShadowReport.Difference> differences(UUID shadow, String areaPath) {
        String sql = "select d.* from shadow_difference d join enterprise e on e.id = d.enterprise_id"
                + " where d.shadow_id = ? and d.dimension <> ? and e.area_path like ? order by d.assessed_at desc limit "
                + SHOWN;
        return query(sql, ShadowRepository::difference, shadow, Dimension.CARE.code(), areaPath + "%");
    }

    private static ShadowReport.Difference difference(ResultSet row) throws SQLException {
        return new ShadowReport.Difference(
                row.getObject("enterprise_id", UUID.class),
                row.getString("dimension"),
                row.getTimestamp("assessed_at").toInstant(),
                row.getString("release_live"),
                Tier.valueOf(row.getString("tier_live")),
                Tier.valueOf(row.getString("tier_draft")),
                row.getFloat("score_live"),
                row.getFloat("score_draft"),
                List.of(row.getString("rules_live").split(" ")),
                List.of(row.getString("rules_draft").split(" ")));
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, Reader<T> reader, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) select.setObject(i + 1, values[i]);
            List<T> rows = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) rows.add(reader.read(row));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private int update(String sql, Object... values) {
        try (Connection connection = database.getConnection()) {
            return execute(connection, sql, values);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int execute(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) update.setObject(i + 1, values[i]);
            return update.executeUpdate();
        }
    }
}
