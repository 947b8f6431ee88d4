package org.fengqiao.alerting;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;

/** The latest alerts of the enterprises of a batch, read with one query for all of them. */
@ApplicationScoped
public class PreviousAlerts {
    private static final String LATEST = """
            select id, enterprise_id, episode, tier, state, closed_at, outcome, closed_by, checked_by,
                coalesce(assessed_at, tier_since) as assessed_at, repeat_count, notified_tier, notified_at, group_lead_id,
                tier_by_hand_until, tier_by_rules
            from alert where enterprise_id = any(?) and dimension = ? order by enterprise_id, episode for update""";

    /**
     * The latest alert of each enterprise, locked until the transaction ends, with what decides on the next assessment and
     * no more. Sequential scans are off because the driver caches a plan: one made while there were few alerts would scan
     * all of them for each batch when they are many.
     */
    public Map<UUID, Alert> latest(Connection connection, Dimension dimension, Collection<UUID> enterprises)
            throws SQLException {
        StatementBatch batch = new StatementBatch();
        batch.add(SqlStatement.DISABLE_SEQUENTIAL_SCANS);
        Supplier<Map<UUID, Alert>> latest = batch.add(new SqlStatement<>(
                LATEST, PreviousAlerts::latest, Parameter.uuids(enterprises), Parameter.of(dimension.code())));
        batch.add(SqlStatement.RESTORE_SEQUENTIAL_SCANS);
        batch.execute(connection);
        return latest.get();
    }

    private static Map<UUID, Alert> latest(ResultSet rows) throws SQLException {
        Map<UUID, Alert> latest = new HashMap<>();
        while (rows.next()) latest.put(rows.getObject("enterprise_id", UUID.class), alert(rows));
        return latest;
    }

    private static Alert alert(ResultSet rows) throws SQLException {
        Alert alert = new Alert();
        alert.id = rows.getObject("id", UUID.class);
        alert.episode = rows.getInt("episode");
        alert.tier = Tier.valueOf(rows.getString("tier"));
        alert.state = AlertState.valueOf(rows.getString("state"));
        if (alert.state == AlertState.CLOSED) {
            alert.closedAt = Jdbc.instant(rows, "closed_at");
            alert.outcome = AlertOutcome.valueOf(rows.getString("outcome"));
            alert.closedBy = rows.getString("closed_by");
            alert.checkedBy = rows.getString("checked_by");
        }
        alert.assessedAt = Jdbc.instant(rows, "assessed_at");
        alert.repeatCount = rows.getInt("repeat_count");
        alert.groupLeadId = rows.getObject("group_lead_id", UUID.class);
        alert.tierByHandUntil = Jdbc.instant(rows, "tier_by_hand_until");
        if (alert.tierByHandUntil != null) alert.tierByRules = Tier.valueOf(rows.getString("tier_by_rules"));
        String notified = rows.getString("notified_tier");
        if (notified != null) {
            alert.notifiedTier = Tier.valueOf(notified);
            alert.notifiedAt = Jdbc.instant(rows, "notified_at");
        }
        return alert;
    }
}
