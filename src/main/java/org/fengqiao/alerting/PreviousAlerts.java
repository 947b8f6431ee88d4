package org.fengqiao.alerting;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;

/** The alerts that the enterprises of a batch had before; a query for all of them, never for each. */
@ApplicationScoped
public class PreviousAlerts {
    private static final String LAST = """
            select id, enterprise_id, episode, tier, closed_at, outcome, closed_by, checked_by,
                coalesce(weighed_at, tier_since) as weighed_at, told_tier, told_at,
                coalesce(lead_id, id) as lead
            from alert where enterprise_id = any(?) and dimension = ? order by enterprise_id, episode for update""";

    /**
     * The latest alert of each enterprise, kept from changing until the transaction ends. By key, for the driver keeps a plan: one
     * made while there were few alerts goes through all of them, for each batch, when they are many.
     */
    public Map<UUID, AlertDecision.PreviousAlert> last(
            Connection connection, Dimension dimension, Collection<UUID> enterprises) throws SQLException {
        StatementBatch turn = new StatementBatch();
        turn.add(SqlStatement.DISABLE_SEQUENTIAL_SCANS);
        Supplier<Map<UUID, AlertDecision.PreviousAlert>> last = turn.add(new SqlStatement<>(
                LAST, PreviousAlerts::last, Parameter.uuids(enterprises), Parameter.of(dimension.code())));
        turn.add(SqlStatement.RESTORE_SEQUENTIAL_SCANS);
        turn.execute(connection);
        return last.get();
    }

    private static Map<UUID, AlertDecision.PreviousAlert> last(ResultSet row) throws SQLException {
        Map<UUID, AlertDecision.PreviousAlert> last = new HashMap<>();
        while (row.next()) last.put(row.getObject("enterprise_id", UUID.class), alert(row));
        return last;
    }

    private static AlertDecision.PreviousAlert alert(ResultSet row) throws SQLException {
        Optional<AlertDecision.Closing> closing = Optional.empty();
        if (row.getTimestamp("closed_at") != null) {
            closing = Optional.of(new AlertDecision.Closing(
                    Jdbc.instant(row, "closed_at"),
                    row.getString("outcome"),
                    row.getString("closed_by"),
                    row.getString("checked_by")));
        }
        return new AlertDecision.PreviousAlert(
                row.getObject("id", UUID.class),
                row.getInt("episode"),
                Tier.valueOf(row.getString("tier")),
                closing,
                Jdbc.instant(row, "weighed_at"),
                lastNotification(row),
                row.getObject("lead", UUID.class));
    }

    public static Optional<AlertDecision.LastNotification> lastNotification(ResultSet row) throws SQLException {
        String tier = row.getString("told_tier");
        return tier == null
                ? Optional.empty()
                : Optional.of(new AlertDecision.LastNotification(Tier.valueOf(tier), Jdbc.instant(row, "told_at")));
    }
}
