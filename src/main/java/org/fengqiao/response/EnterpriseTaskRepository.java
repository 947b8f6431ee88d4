package org.fengqiao.response;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Route;

/** Tasks of enterprises as they are kept, in the caller's transaction. */
@ApplicationScoped
class EnterpriseTaskRepository {
    /** What is asked anew takes the place of what was asked before. */
    private static final String REPLACE = """
            update enterprise_task set withdrawn_at = b.at from (select ?::timestamptz as at) b
            where alert_id = any(?) and asked_at < b.at and done_at is null and withdrawn_at is null""";

    private static final String GIVE = """
            insert into enterprise_task (alert_id, asked_at, enterprise_id, area_path, on_site, task_zh, task_en, due_at)
            select a.id, a.tier_since, a.enterprise_id, a.area_path, a.tier = 'RED', r.zh, r.en, c.due_at
            from alert a join unnest(?::text[], ?::text[], ?::text[]) as r(id, zh, en) on r.id = a.route_id
            left join alert_clock c on c.alert_id = a.id and c.step = 'enterprise' and c.started_at = a.tier_since
            where a.id = any(?) on conflict do nothing""";

    private static final String REPLY = """
            update enterprise_task set replied_at = ?, replied_by = ?, reply = ?, attachment = ?, done_at = ?
            where alert_id = ? and asked_at = ?""";

    /** Alerts are locked before their tasks, here as everywhere. */
    private static final String DUE = """
            select t.* from enterprise_task t join alert a on a.id = t.alert_id
            where t.due_at <= ? and t.done_at is null and t.missed_at is null and t.withdrawn_at is null
            order by t.due_at limit ? for update of a skip locked""";

    /** @param asking the routes that ask something of the enterprise */
    void give(Connection connection, List<Route> asking, Collection<UUID> alerts, Collection<UUID> former, Instant at)
            throws SQLException {
        StatementBatch turn = new StatementBatch();
        if (!former.isEmpty())
            turn.add(new SqlStatement<>(REPLACE, null, Parameter.of(Jdbc.utc(at)), Parameter.uuids(former)));
        turn.add(new SqlStatement<>(
                GIVE,
                null,
                Parameter.array("text", asking, Route::id),
                Parameter.array("text", asking, route -> route.enterpriseTask().zh()),
                Parameter.array("text", asking, route -> route.enterpriseTask().en()),
                Parameter.uuids(alerts)));
        turn.execute(connection);
    }

    void reply(
            Connection connection,
            EnterpriseTask task,
            String by,
            AlertActions.StepNote said,
            Instant doneAt,
            Instant at)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(REPLY)) {
            update.setTimestamp(1, Timestamp.from(at));
            update.setString(2, by);
            update.setString(3, said.note());
            update.setString(4, said.attachment());
            update.setObject(5, Jdbc.utc(doneAt));
            update.setObject(6, task.alert());
            update.setTimestamp(7, Timestamp.from(task.askedAt()));
            update.executeUpdate();
        }
    }

    void missed(Connection connection, EnterpriseTask task, Instant at) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update enterprise_task set missed_at = ? where alert_id = ? and asked_at = ?")) {
            update.setTimestamp(1, Timestamp.from(at));
            update.setObject(2, task.alert());
            update.setTimestamp(3, Timestamp.from(task.askedAt()));
            update.executeUpdate();
        }
    }

    void withdraw(Connection connection, UUID alert, Instant at) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update enterprise_task set withdrawn_at = ?"
                + " where alert_id = ? and done_at is null and withdrawn_at is null")) {
            update.setTimestamp(1, Timestamp.from(at));
            update.setObject(2, alert);
            update.executeUpdate();
        }
    }

    List<EnterpriseTask> claimDue(Connection connection, Instant at, int most) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(DUE)) {
            select.setTimestamp(1, Timestamp.from(at));
            select.setInt(2, most);
            return read(select);
        }
    }

    List<EnterpriseTask> ofAlert(Connection connection, UUID alert) throws SQLException {
        return about(connection, "alert_id = ?", alert);
    }

    List<EnterpriseTask> ofEnterprise(Connection connection, UUID enterprise) throws SQLException {
        return about(connection, "enterprise_id = ?", enterprise);
    }

    private static List<EnterpriseTask> about(Connection connection, String condition, UUID id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select * from enterprise_task where " + condition + " order by asked_at desc limit 200")) {
            select.setObject(1, id);
            return read(select);
        }
    }

    private static List<EnterpriseTask> read(PreparedStatement select) throws SQLException {
        List<EnterpriseTask> tasks = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                tasks.add(new EnterpriseTask(
                        row.getObject("alert_id", UUID.class),
                        Jdbc.instant(row, "asked_at"),
                        row.getObject("enterprise_id", UUID.class),
                        row.getBoolean("on_site"),
                        new BilingualText(row.getString("task_zh"), row.getString("task_en")),
                        Jdbc.instant(row, "due_at"),
                        Jdbc.instant(row, "replied_at"),
                        row.getString("replied_by"),
                        row.getString("reply"),
                        row.getString("attachment"),
                        Jdbc.instant(row, "done_at"),
                        Jdbc.instant(row, "missed_at"),
                        Jdbc.instant(row, "withdrawn_at")));
            }
        }
        return tasks;
    }
}
