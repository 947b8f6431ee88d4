package org.fengqiao.response;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Route;

/** Gives enterprises the tasks of their alerts, a batch at a time. */
@ApplicationScoped
public class EnterpriseTaskWriter {
    /** A new task takes the place of the one before. */
    private static final String WITHDRAW_FORMER = """
            update enterprise_task set withdrawn_at = b.at from (select ?::timestamptz as at) b
            where alert_id = any(?) and requested_at < b.at and done_at is null and withdrawn_at is null""";

    private static final String INSERT = """
            insert into enterprise_task
                (alert_id, requested_at, enterprise_id, area_path, on_site, task_zh, task_en, due_at)
            select a.id, a.tier_since, a.enterprise_id, a.area_path, a.tier = 'RED', r.zh, r.en, c.due_at
            from alert a join unnest(?::text[], ?::text[], ?::text[]) as r(id, zh, en) on r.id = a.route_id
            left join alert_clock c on c.alert_id = a.id and c.step = 'enterprise' and c.started_at = a.tier_since
            where a.id = any(?) on conflict do nothing""";

    EnterpriseTaskWriter() {}

    /**
     * @param alerts that got their tier at this moment and in this transaction
     * @param former those of them that may have asked for another task before
     */
    public void request(
            Connection connection,
            Release release,
            Dimension dimension,
            Collection<UUID> alerts,
            Collection<UUID> former,
            Instant at)
            throws SQLException {
        List<Route> routes = release.routes().stream()
                .filter(route -> route.dimension() == dimension)
                .filter(route -> !route.enterpriseTask().zh().isBlank())
                .toList();
        if (routes.isEmpty() || alerts.isEmpty()) return;
        StatementBatch batch = new StatementBatch();
        if (!former.isEmpty()) {
            batch.add(new SqlStatement<>(WITHDRAW_FORMER, null, Parameter.of(Jdbc.utc(at)), Parameter.uuids(former)));
        }
        batch.add(new SqlStatement<>(
                INSERT,
                null,
                Parameter.array("text", routes, Route::id),
                Parameter.array("text", routes, route -> route.enterpriseTask().zh()),
                Parameter.array("text", routes, route -> route.enterpriseTask().en()),
                Parameter.uuids(alerts)));
        batch.execute(connection);
    }
}
