package org.fengqiao.alerting;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.Text;
import org.fengqiao.platform.Time;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;

/** Writes alerts, their copies, clocks and events, a batch at a time. */
@ApplicationScoped
class AlertStore {
    private final Ids ids;

    AlertStore(Ids ids) {
        this.ids = ids;
    }

    /** An alert to be written. */
    record Raised(UUID id, Assessment assessment, String areaPath, Routing.Routed routed) {}

    Map<UUID, Decision.ActiveAlert> active(Connection connection, Dimension dimension, List<UUID> enterprises)
            throws SQLException {
        String sql = "select id, enterprise_id, tier from alert"
                + " where enterprise_id = any(?) and dimension = ? and closed_at is null for update";
        Map<UUID, Decision.ActiveAlert> active = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, connection.createArrayOf("uuid", enterprises.toArray()));
            select.setString(2, dimension.code());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    UUID enterprise = row.getObject(2, UUID.class);
                    active.put(
                            enterprise,
                            new Decision.ActiveAlert(
                                    row.getObject(1, UUID.class), enterprise, Tier.valueOf(row.getString(3))));
                }
            }
        }
        return active;
    }

    void raise(Connection connection, List<Raised> alerts, Instant at) throws SQLException {
        if (alerts.isEmpty()) return;
        String sql = """
                insert into alert (id, enterprise_id, dimension, episode, tier, severity, score, state, raised_at,
                    tier_since, area_path, headcount, owner_post, owner_username, owner_because, route_id, release_id,
                    why_zh, why_en)
                select ?, ?, ?, coalesce(max(episode), 0) + 1, ?, ?, ?, 'RAISED', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
                from alert where enterprise_id = ? and dimension = ?
                """;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Raised alert : alerts) {
                Assessment assessment = alert.assessment();
                insert.setObject(1, alert.id());
                insert.setObject(2, assessment.enterpriseId());
                insert.setString(3, assessment.dimension().code());
                insert.setString(4, assessment.tier().name());
                insert.setInt(5, assessment.tier().ordinal());
                insert.setFloat(6, (float) assessment.score());
                insert.setTimestamp(7, Timestamp.from(at));
                insert.setTimestamp(8, Timestamp.from(at));
                insert.setString(9, alert.areaPath());
                insert.setInt(10, alert.routed().headcount().number());
                setRouted(insert, 11, alert);
                insert.setObject(18, assessment.enterpriseId());
                insert.setString(19, assessment.dimension().code());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        follow(connection, alerts, at, "RAISED");
    }

    void upgrade(Connection connection, List<Raised> alerts, Instant at) throws SQLException {
        if (alerts.isEmpty()) return;
        String sql = """
                update alert set tier = ?, severity = ?, score = ?, tier_since = ?, area_path = ?, headcount = ?,
                    owner_post = ?, owner_username = ?, owner_because = ?, route_id = ?, release_id = ?, why_zh = ?,
                    why_en = ?, state = 'RAISED', acknowledged_at = null, acknowledged_by = null, contacted_at = null,
                    planned_at = null, outcome = null, closed_by = null
                where id = ?
                """;
        try (PreparedStatement update = connection.prepareStatement(sql);
                PreparedStatement clear = connection.prepareStatement("delete from alert_copy where alert_id = ?")) {
            for (Raised alert : alerts) {
                Assessment assessment = alert.assessment();
                update.setString(1, assessment.tier().name());
                update.setInt(2, assessment.tier().ordinal());
                update.setFloat(3, (float) assessment.score());
                update.setTimestamp(4, Timestamp.from(at));
                update.setString(5, alert.areaPath());
                update.setInt(6, alert.routed().headcount().number());
                setRouted(update, 7, alert);
                update.setObject(14, alert.id());
                update.addBatch();
                clear.setObject(1, alert.id());
                clear.addBatch();
            }
            update.executeBatch();
            clear.executeBatch();
        }
        follow(connection, alerts, at, "UPGRADED");
    }

    /** Owner, its username and standing, route, release and the why-me sentence: seven columns. */
    private static void setRouted(PreparedStatement statement, int from, Raised alert) throws SQLException {
        Routing.Routed routed = alert.routed();
        statement.setObject(from, routed.owner().holder().postId());
        statement.setString(from + 1, routed.owner().holder().username().orElse(null));
        statement.setString(from + 2, routed.owner().because().name());
        statement.setString(from + 3, routed.route().map(r -> r.id()).orElse(Routing.NO_ROUTE));
        statement.setString(from + 4, alert.assessment().releaseId());
        statement.setString(from + 5, routed.whyMe().zh());
        statement.setString(from + 6, routed.whyMe().en());
    }

    private void follow(Connection connection, List<Raised> alerts, Instant at, String event) throws SQLException {
        copies(connection, alerts);
        clocks(connection, alerts, at);
        events(connection, alerts, at, event);
        alarms(connection, alerts, at);
    }

    private static void copies(Connection connection, List<Raised> alerts) throws SQLException {
        String sql = "insert into alert_copy (alert_id, post_id, username, because) values (?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Raised alert : alerts) {
                for (Routing.Told told : alert.routed().copies()) {
                    insert.setObject(1, alert.id());
                    insert.setObject(2, told.holder().postId());
                    insert.setString(3, told.holder().username().orElse(null));
                    insert.setString(4, told.because().name());
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static void clocks(Connection connection, List<Raised> alerts, Instant at) throws SQLException {
        String sql = "insert into alert_clock (alert_id, step, duration, started_at, due_at) values (?, ?, ?, ?, ?)"
                + " on conflict do nothing";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Raised alert : alerts) {
                if (alert.routed().route().isEmpty()) continue;
                for (var clock : alert.routed().route().get().clocks().entrySet()) {
                    insert.setObject(1, alert.id());
                    insert.setString(2, clock.getKey());
                    insert.setString(3, clock.getValue());
                    insert.setTimestamp(4, Timestamp.from(at));
                    Optional<Instant> due = due(clock.getValue(), at);
                    if (due.isPresent()) insert.setTimestamp(5, Timestamp.from(due.get()));
                    else insert.setNull(5, Types.TIMESTAMP_WITH_TIMEZONE);
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    /** When a clock runs out; empty for working time, which needs the calendar of working days. */
    static Optional<Instant> due(String duration, Instant from) {
        if (duration.startsWith("W")) return Optional.empty();
        if (duration.contains("T")) return Optional.of(from.plus(Duration.parse(duration)));
        return Optional.of(from.atZone(Time.CITY).plus(Period.parse(duration)).toInstant());
    }

    private static void events(Connection connection, List<Raised> alerts, Instant at, String event)
            throws SQLException {
        String sql = "insert into alert_event (alert_id, at, event, detail) values (?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Raised alert : alerts) {
                Routing.Routed routed = alert.routed();
                insert.setObject(1, alert.id());
                insert.setTimestamp(2, Timestamp.from(at));
                insert.setString(3, event);
                insert.setString(
                        4,
                        alert.assessment().tier() + " → "
                                + routed.owner().holder().kind() + "@"
                                + routed.owner().holder().areaCode() + " cc " + Routing.namesOf(routed.copies()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** One alarm a missing post, however many alerts it left without an owner. */
    private void alarms(Connection connection, List<Raised> alerts, Instant at) throws SQLException {
        String sql =
                "insert into operational_alarm (id, kind, subject, zh, en, raised_at) values (?, 'UNROUTABLE', ?, ?, ?, ?)"
                        + " on conflict (kind, subject) do update set raised_at = excluded.raised_at, cleared_at = null"
                        + " where operational_alarm.cleared_at is not null";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            Set<Routing.Unanswered> missing = new TreeSet<>(
                    Comparator.comparing(Routing.Unanswered::post).thenComparing(Routing.Unanswered::areaPath));
            for (Raised alert : alerts) missing.addAll(alert.routed().unanswered());
            for (Routing.Unanswered post : missing) {
                Text text = text(post);
                insert.setObject(1, ids.next());
                insert.setString(2, post.post() + "@" + post.areaPath());
                insert.setString(3, text.zh());
                insert.setString(4, text.en());
                insert.setTimestamp(5, Timestamp.from(at));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static Text text(Routing.Unanswered missing) {
        return new Text(
                "区域" + missing.areaPath() + "的" + missing.post() + "岗位无人，预警已转值班台；请指派持岗人或代理人。",
                "Nobody holds " + missing.post() + " in area " + missing.areaPath()
                        + "; its alerts went to the duty desk. Appoint a holder or a stand-in.");
    }
}
