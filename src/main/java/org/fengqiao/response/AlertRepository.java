package org.fengqiao.response;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertHistoryEntry;
import org.fengqiao.alerting.AlertOutcome;
import org.fengqiao.alerting.AlertScope;
import org.fengqiao.alerting.AlertState;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;

/** Alerts as people work on them, in the caller's transaction. */
@ApplicationScoped
class AlertRepository {
    private static final String SAVE = """
            update alert set state = ?, acknowledged_at = ?, acknowledged_by = ?, contacted_at = ?, planned_at = ?,
                closed_at = ?, outcome = ?, closed_by = ?, checked_by = ?, lead_id = ?
            where id = ?""";

    record LockedAlert(Alert life, AlertScope place, StepMetrics.MetricBasis basis) {}

    /** Whoever works on it waits for whoever is working on it. */
    LockedAlert lock(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select * from alert where id = ? for update")) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) throw unknown(id);
                return new LockedAlert(life(row), place(row), basis(row));
            }
        }
    }

    AlertScope place(Connection connection, UUID id) throws SQLException {
        String sql = "select enterprise_id, dimension, area_path from alert where id = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) throw unknown(id);
                return place(row);
            }
        }
    }

    private static AlertScope place(ResultSet row) throws SQLException {
        return new AlertScope(
                row.getObject("enterprise_id", UUID.class),
                Dimension.of(row.getString("dimension")),
                row.getString("area_path"));
    }

    private static StepMetrics.MetricBasis basis(ResultSet row) throws SQLException {
        return new StepMetrics.MetricBasis(
                Jdbc.instant(row, "raised_at"),
                Jdbc.instant(row, "tier_since"),
                row.getString("lead_rule"),
                row.getString("source"));
    }

    private static ProblemException unknown(UUID id) {
        return ProblemException.notFound(
                "alert-unknown",
                "没有编号为 " + id + " 的预警。请在 /api/v1/alerts 查找。",
                "There is no alert " + id + ". Find it at /api/v1/alerts.");
    }

    private static Alert life(ResultSet row) throws SQLException {
        Alert life = new Alert(
                row.getObject("id", UUID.class),
                Tier.valueOf(row.getString("tier")),
                AlertState.valueOf(row.getString("state")));
        life.acknowledgedAt = Jdbc.instant(row, "acknowledged_at");
        life.acknowledgedBy = row.getString("acknowledged_by");
        life.contactedAt = Jdbc.instant(row, "contacted_at");
        life.plannedAt = Jdbc.instant(row, "planned_at");
        life.closedAt = Jdbc.instant(row, "closed_at");
        String outcome = row.getString("outcome");
        life.outcome = outcome == null ? null : AlertOutcome.valueOf(outcome);
        life.closedBy = row.getString("closed_by");
        life.checkedBy = row.getString("checked_by");
        life.mergedInto = row.getObject("lead_id", UUID.class);
        return life;
    }

    void save(Connection connection, Alert life) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(SAVE)) {
            update.setString(1, life.state.name());
            update.setObject(2, Jdbc.utc(life.acknowledgedAt));
            update.setString(3, life.acknowledgedBy);
            update.setObject(4, Jdbc.utc(life.contactedAt));
            update.setObject(5, Jdbc.utc(life.plannedAt));
            update.setObject(6, Jdbc.utc(life.closedAt));
            update.setString(7, life.outcome == null ? null : life.outcome.name());
            update.setString(8, life.closedBy);
            update.setString(9, life.checkedBy);
            update.setObject(10, life.mergedInto);
            update.setObject(11, life.id);
            update.executeUpdate();
        }
    }

    Optional<AlertHistoryEntry> lastEvent(Connection connection, UUID alert) throws SQLException {
        String sql = "select event, actor, detail, note_zh, note_en, attachment from alert_event where alert_id = ?"
                + " order by id desc limit 1";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, alert);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) return Optional.empty();
                String zh = row.getString("note_zh");
                return Optional.of(new AlertHistoryEntry(
                        alert,
                        AlertEvent.valueOf(row.getString("event")),
                        row.getString("detail"),
                        row.getString("actor"),
                        zh == null ? null : new BilingualText(zh, row.getString("note_en")),
                        row.getString("attachment")));
            }
        }
    }
}
