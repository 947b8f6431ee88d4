package org.fengqiao.alerting;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;

/** What is known of the enterprises of a batch before anything is decided; a query for all of them, never for each. */
@ApplicationScoped
class AlertMemory {
    private static final String LAST = """
            select id, enterprise_id, episode, tier, closed_at, outcome, closed_by, checked_by,
                coalesce(weighed_at, tier_since) as weighed_at, told_tier, told_at,
                coalesce(lead_id, id) as lead
            from alert where enterprise_id = any(?) and dimension = ? order by enterprise_id, episode for update""";
    private static final String NEWER = """
            select distinct w.enterprise from unnest(?::uuid[], ?::uuid[], ?::timestamptz[]) as w(enterprise, key, since)
            join %s k on k.key = w.key where k.learnt_at > w.since""";
    private static final String SOURCE = """
            select w.enterprise, s.code from unnest(?::uuid[], ?::uuid[]) as w(enterprise, key)
            join %s k on k.key = w.key
            join %s o on o.enterprise_id = k.enterprise_id and o.occurred_at = k.occurred_at and o.key = k.key
                and o.retracted_at is null
            join source s on s.id = o.source_id""";

    /** The latest alert of each enterprise, kept from changing until the transaction ends. */
    Map<UUID, Decision.LastAlert> last(Connection connection, Dimension dimension, Collection<UUID> enterprises)
            throws SQLException {
        Map<UUID, Decision.LastAlert> last = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(LAST)) {
            select.setArray(1, connection.createArrayOf("uuid", enterprises.toArray()));
            select.setString(2, dimension.code());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) last.put(row.getObject("enterprise_id", UUID.class), alert(row));
            }
        }
        return last;
    }

    private static Decision.LastAlert alert(ResultSet row) throws SQLException {
        Optional<Decision.Closing> closing = Optional.empty();
        if (row.getTimestamp("closed_at") != null) {
            closing = Optional.of(new Decision.Closing(
                    instant(row, "closed_at"),
                    row.getString("outcome"),
                    row.getString("closed_by"),
                    row.getString("checked_by")));
        }
        return new Decision.LastAlert(
                row.getObject("id", UUID.class),
                row.getInt("episode"),
                Tier.valueOf(row.getString("tier")),
                closing,
                instant(row, "weighed_at"),
                told(row),
                row.getObject("lead", UUID.class));
    }

    static Optional<Decision.Told> told(ResultSet row) throws SQLException {
        String tier = row.getString("told_tier");
        return tier == null
                ? Optional.empty()
                : Optional.of(new Decision.Told(Tier.valueOf(tier), instant(row, "told_at")));
    }

    /** Which enterprises' assessments rest on something learnt since their last alert was weighed. */
    Set<UUID> newer(
            Connection connection,
            Dimension dimension,
            List<Assessment> assessments,
            Map<UUID, Decision.LastAlert> last)
            throws SQLException {
        List<UUID> enterprises = new ArrayList<>();
        List<UUID> keys = new ArrayList<>();
        List<String> since = new ArrayList<>();
        for (Assessment assessment : assessments) {
            Decision.LastAlert alert = last.get(assessment.enterpriseId());
            if (alert == null) continue;
            for (var finding : assessment.findings()) {
                for (UUID key : finding.evidence()) {
                    enterprises.add(assessment.enterpriseId());
                    keys.add(key);
                    since.add(alert.weighedAt().toString());
                }
            }
        }
        if (keys.isEmpty()) return Set.of();
        Set<UUID> newer = new HashSet<>();
        try (PreparedStatement select =
                connection.prepareStatement(NEWER.formatted(schema(dimension) + "observation_key"))) {
            select.setArray(1, connection.createArrayOf("uuid", enterprises.toArray()));
            select.setArray(2, connection.createArrayOf("uuid", keys.toArray()));
            select.setArray(3, connection.createArrayOf("timestamptz", since.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) newer.add(row.getObject(1, UUID.class));
            }
        }
        return newer;
    }

    /** Where the fact comes from that each enterprise's alert rests on most. */
    Map<UUID, String> sources(Connection connection, Dimension dimension, Map<UUID, UUID> factOf) throws SQLException {
        if (factOf.isEmpty()) return Map.of();
        Map<UUID, String> sources = new HashMap<>();
        String schema = schema(dimension);
        try (PreparedStatement select =
                connection.prepareStatement(SOURCE.formatted(schema + "observation_key", schema + "observation"))) {
            select.setArray(1, connection.createArrayOf("uuid", factOf.keySet().toArray()));
            select.setArray(2, connection.createArrayOf("uuid", factOf.values().toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) sources.put(row.getObject(1, UUID.class), row.getString(2));
            }
        }
        return sources;
    }

    /** Psychological aggregates lie apart, and only what concerns care looks there. */
    private static String schema(Dimension dimension) {
        return dimension == Dimension.CARE ? "care." : "";
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
