package org.fengqiao.alerting;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.fengqiao.alerting.Arrival.Settled;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.Text;
import org.fengqiao.platform.calendar.WorkingCalendar;
import org.fengqiao.platform.calendar.WorkingCalendars;
import org.fengqiao.policy.Route;

/** Writes alerts, their copies, clocks and events, a batch at a time. */
@ApplicationScoped
class AlertStore {
    private final Ids ids;
    private final WorkingCalendars calendars;

    AlertStore(Ids ids, WorkingCalendars calendars) {
        this.ids = ids;
        this.calendars = calendars;
    }

    private static final String RAISE = """
            insert into alert (id, enterprise_id, dimension, episode, state, raised_at, lead_id, tier, severity, score,
                tier_since, area_path, headcount, owner_post, owner_username, owner_because, route_id, release_id, why_zh,
                why_en, lead_rule, rules, indicators, source, weighed_at, told_tier, told_at, first_rule, first_source)
            values (?, ?, ?, ?, 'RAISED', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String UPGRADE = """
            update alert set tier = ?, severity = ?, score = ?, tier_since = ?, area_path = ?, headcount = ?,
                owner_post = ?, owner_username = ?, owner_because = ?, route_id = ?, release_id = ?, why_zh = ?, why_en = ?,
                lead_rule = ?, rules = ?, indicators = ?, source = ?, weighed_at = ?,
                told_tier = coalesce(?, told_tier), told_at = coalesce(?, told_at), state = 'RAISED',
                acknowledged_at = null, acknowledged_by = null, contacted_at = null, planned_at = null, outcome = null,
                closed_by = null
            where id = ?""";
    /** What the former closing said is kept in the event. */
    private static final String REOPEN = """
            update alert set state = 'RAISED', closed_at = null, outcome = null, closed_by = null, checked_by = null,
                acknowledged_at = null, acknowledged_by = null, contacted_at = null, planned_at = null, lead_id = ?
            where id = ?""";

    /** Writes alerts that begin, go on or get graver, in this order. */
    void write(Connection connection, List<Settled> settled, Instant at) throws SQLException {
        if (settled.isEmpty()) return;
        try (PreparedStatement raise = connection.prepareStatement(RAISE);
                PreparedStatement reopen = connection.prepareStatement(REOPEN);
                PreparedStatement upgrade = connection.prepareStatement(UPGRADE);
                PreparedStatement clear = connection.prepareStatement("delete from alert_copy where alert_id = ?")) {
            for (Settled one : settled) {
                Arrival arrival = one.arrival();
                if (arrival.kind() == Notice.Kind.RAISED) {
                    addRaised(raise, one, at);
                    continue;
                }
                if (arrival.kind() == Notice.Kind.REOPENED) {
                    reopen.setObject(1, one.lead());
                    reopen.setObject(2, arrival.id());
                    reopen.addBatch();
                }
                setGrade(upgrade, 1, one, at);
                upgrade.setObject(21, arrival.id());
                upgrade.addBatch();
                clear.setObject(1, arrival.id());
                clear.addBatch();
            }
            raise.executeBatch();
            reopen.executeBatch();
            upgrade.executeBatch();
            clear.executeBatch();
        }
        copies(connection, settled);
        clocks(connection, settled, at);
        events(connection, settled, at);
        HeldStore.put(connection, settled, at);
        alarms(connection, settled, at);
    }

    private static void addRaised(PreparedStatement raise, Settled one, Instant at) throws SQLException {
        Arrival arrival = one.arrival();
        raise.setObject(1, arrival.id());
        raise.setObject(2, arrival.assessment().enterpriseId());
        raise.setString(3, arrival.assessment().dimension().code());
        raise.setInt(4, arrival.episode());
        raise.setTimestamp(5, Timestamp.from(at));
        raise.setObject(6, one.lead(), Types.OTHER);
        setGrade(raise, 7, one, at);
        raise.setString(27, arrival.cause().leadRule().orElse(null));
        raise.setString(28, arrival.source().orElse(null));
        raise.addBatch();
    }

    /** Tier, owner, what it rests on and who was told: twenty columns. */
    private static void setGrade(PreparedStatement statement, int from, Settled one, Instant at) throws SQLException {
        Arrival arrival = one.arrival();
        Assessment assessment = arrival.assessment();
        Routing.Routed routed = arrival.routed();
        Cause cause = arrival.cause();
        int i = from;
        statement.setString(i++, assessment.tier().name());
        statement.setInt(i++, assessment.tier().ordinal());
        statement.setFloat(i++, (float) assessment.score());
        statement.setTimestamp(i++, Timestamp.from(at));
        statement.setString(i++, arrival.areaPath());
        statement.setInt(i++, routed.headcount().number());
        statement.setObject(i++, routed.owner().holder().postId());
        statement.setString(i++, routed.owner().holder().username().orElse(null));
        statement.setString(i++, routed.owner().because().name());
        statement.setString(i++, routed.route().map(Route::id).orElse(Routing.NO_ROUTE));
        statement.setString(i++, assessment.releaseId());
        statement.setString(i++, routed.whyMe().zh());
        statement.setString(i++, routed.whyMe().en());
        statement.setString(i++, cause.leadRule().orElse(null));
        Connection connection = statement.getConnection();
        statement.setArray(i++, connection.createArrayOf("text", cause.rules().toArray()));
        statement.setArray(
                i++, connection.createArrayOf("text", cause.indicators().toArray()));
        statement.setString(i++, arrival.source().orElse(null));
        statement.setTimestamp(i++, Timestamp.from(assessment.at()));
        statement.setString(i++, one.ownerIsTold() ? assessment.tier().name() : null);
        statement.setTimestamp(i, one.ownerIsTold() ? Timestamp.from(at) : null);
    }

    /** Something was learnt of open alerts that changes nothing: it is counted, once for each time. */
    void inhibit(Connection connection, List<UUID> repeats, Instant at) throws SQLException {
        if (repeats.isEmpty()) return;
        String sql = "update alert set inhibited = inhibited + 1, weighed_at = ? where id = any(?)";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setTimestamp(1, Timestamp.from(at));
            update.setArray(2, connection.createArrayOf("uuid", repeats.toArray()));
            update.executeUpdate();
        }
    }

    private static void copies(Connection connection, List<Settled> alerts) throws SQLException {
        String sql = "insert into alert_copy (alert_id, post_id, username, because) values (?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Settled alert : alerts) {
                for (Routing.Told told : alert.arrival().routed().copies()) {
                    insert.setObject(1, alert.arrival().id());
                    insert.setObject(2, told.holder().postId());
                    insert.setString(3, told.holder().username().orElse(null));
                    insert.setString(4, told.because().name());
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private void clocks(Connection connection, List<Settled> alerts, Instant at) throws SQLException {
        Map<UUID, Route> routes = new LinkedHashMap<>();
        for (Settled alert : alerts) {
            if (!alert.startsClocks()) continue;
            alert.arrival()
                    .routed()
                    .route()
                    .ifPresent(route -> routes.put(alert.arrival().id(), route));
        }
        List<UUID> former = alerts.stream()
                .filter(alert -> alert.arrival().kind() != Notice.Kind.RAISED)
                .map(alert -> alert.arrival().id())
                .filter(routes::containsKey)
                .toList();
        startClocks(connection, calendars.current(connection), routes, former, at);
    }

    /**
     * Starts the clocks that the routes of alerts name.
     *
     * @param former the alerts that had clocks before: those that still run stand still from now on. Not asked of all, for a
     *     first pass raises many and each look among clocks that the planner knows nothing of yet goes through all of them
     */
    static void startClocks(
            Connection connection,
            WorkingCalendar calendar,
            Map<UUID, Route> routes,
            Collection<UUID> former,
            Instant at)
            throws SQLException {
        String stop = "update alert_clock set stopped_at = ? where alert_id = any(?) and started_at < ?"
                + " and met_at is null and stopped_at is null";
        String start = "insert into alert_clock (alert_id, step, duration, started_at, due_at, calendar)"
                + " values (?, ?, ?, ?, ?, ?) on conflict do nothing";
        try (PreparedStatement update = connection.prepareStatement(stop);
                PreparedStatement insert = connection.prepareStatement(start)) {
            if (!former.isEmpty()) {
                update.setTimestamp(1, Timestamp.from(at));
                update.setArray(2, connection.createArrayOf("uuid", former.toArray()));
                update.setTimestamp(3, Timestamp.from(at));
                update.executeUpdate();
            }
            for (var alert : routes.entrySet()) {
                for (var clock : alert.getValue().clocks().entrySet()) {
                    WorkingCalendar.Due due = calendar.due(clock.getValue(), at);
                    insert.setObject(1, alert.getKey());
                    insert.setString(2, clock.getKey());
                    insert.setString(3, clock.getValue());
                    insert.setTimestamp(4, Timestamp.from(at));
                    insert.setTimestamp(5, Timestamp.from(due.at()));
                    insert.setString(6, due.calendar().orElse(null));
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static void events(Connection connection, List<Settled> alerts, Instant at) throws SQLException {
        String sql =
                "insert into alert_event (alert_id, at, event, detail, note_zh, note_en) values (?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Settled alert : alerts) {
                add(insert, alert, at, alert.arrival().kind().name(), detail(alert.arrival()), null);
                if (alert.telling() instanceof Telling.Hold hold) {
                    add(insert, alert, at, "HELD", hold.reason().name(), hold.why());
                }
            }
            insert.executeBatch();
        }
    }

    private static void add(PreparedStatement insert, Settled alert, Instant at, String event, String detail, Text note)
            throws SQLException {
        insert.setObject(1, alert.arrival().id());
        insert.setTimestamp(2, Timestamp.from(at));
        insert.setString(3, event);
        insert.setString(4, detail);
        insert.setString(5, note == null ? null : note.zh());
        insert.setString(6, note == null ? null : note.en());
        insert.addBatch();
    }

    private static String detail(Arrival arrival) {
        Routing.Routed routed = arrival.routed();
        String now =
                arrival.assessment().tier() + " → " + routed.owner().holder().kind() + "@"
                        + routed.owner().holder().areaCode() + " cc " + Routing.namesOf(routed.copies());
        if (arrival.kind() != Notice.Kind.REOPENED) return now;
        Decision.LastAlert last = arrival.last().orElseThrow();
        Decision.Closing closed = last.closed().orElseThrow();
        return now + "; was " + last.tier() + ", closed " + closed.at() + " " + closed.outcome() + " by " + closed.by()
                + ", checked by " + closed.checkedBy();
    }

    /** One alarm a missing post, however many alerts it left without an owner. */
    private void alarms(Connection connection, List<Settled> alerts, Instant at) throws SQLException {
        String sql =
                "insert into operational_alarm (id, kind, subject, zh, en, raised_at) values (?, 'UNROUTABLE', ?, ?, ?, ?)"
                        + " on conflict (kind, subject) do update set raised_at = excluded.raised_at, cleared_at = null"
                        + " where operational_alarm.cleared_at is not null";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            Set<Routing.Unanswered> missing = new TreeSet<>(
                    Comparator.comparing(Routing.Unanswered::post).thenComparing(Routing.Unanswered::areaPath));
            for (Settled alert : alerts) missing.addAll(alert.arrival().routed().unanswered());
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
