package org.fengqiao.alerting.raising;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.fengqiao.alerting.AlertDecision;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertHistory;
import org.fengqiao.alerting.AlertHistoryEntry;
import org.fengqiao.alerting.Notice;
import org.fengqiao.alerting.raising.AlertChange.DecidedChange;
import org.fengqiao.alerting.routing.AlertRouter;
import org.fengqiao.alerting.suppression.NotificationDecision;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.calendar.WorkingCalendar;
import org.fengqiao.platform.calendar.WorkingCalendars;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Route;

/** Writes alerts, their copies, clocks and events, a batch at a time. */
@ApplicationScoped
public class AlertWriter {
    private final Ids ids;
    private final WorkingCalendars calendars;

    AlertWriter(Ids ids, WorkingCalendars calendars) {
        this.ids = ids;
        this.calendars = calendars;
    }

    /** What all alerts of a batch have in common, and what each has of its own. */
    private static final String GIVEN = """
            (select ?::text as dimension, ?::text as release_id, ?::timestamptz as at, ?::timestamptz as weighed_at) b,
            unnest(?::uuid[], ?::uuid[], ?::integer[], ?::uuid[], ?::text[], ?::smallint[], ?::real[], ?::text[],
                ?::integer[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::text[], ?::text[], ?::text[])
                as g(id, enterprise_id, episode, lead_id, tier, severity, score, area_path, headcount, owner_post,
                    owner_username, owner_because, route_id, why_zh, why_en, lead_rule, rules, indicators, source,
                    told_tier)""";

    private static final String RAISE = """
            insert into alert (id, enterprise_id, dimension, episode, state, raised_at, lead_id, tier, severity, score,
                tier_since, area_path, headcount, owner_post, owner_username, owner_because, route_id, release_id, why_zh,
                why_en, lead_rule, rules, indicators, source, weighed_at, told_tier, told_at, first_rule, first_source)
            select g.id, g.enterprise_id, b.dimension, g.episode, 'RAISED', b.at, g.lead_id, g.tier, g.severity, g.score,
                b.at, g.area_path, g.headcount, g.owner_post, g.owner_username, g.owner_because, g.route_id, b.release_id,
                g.why_zh, g.why_en, g.lead_rule, string_to_array(g.rules, ','), string_to_array(g.indicators, ','),
                g.source, b.weighed_at, g.told_tier, case when g.told_tier is not null then b.at end, g.lead_rule, g.source
            from\s""" + GIVEN;

    private static final String UPGRADE = """
            update alert a set tier = g.tier, severity = g.severity, score = g.score, tier_since = b.at,
                area_path = g.area_path, headcount = g.headcount, owner_post = g.owner_post,
                owner_username = g.owner_username, owner_because = g.owner_because, route_id = g.route_id,
                release_id = b.release_id, why_zh = g.why_zh, why_en = g.why_en, lead_rule = g.lead_rule,
                rules = string_to_array(g.rules, ','), indicators = string_to_array(g.indicators, ','),
                source = g.source, weighed_at = b.weighed_at, told_tier = coalesce(g.told_tier, a.told_tier),
                told_at = case when g.told_tier is null then a.told_at else b.at end, state = 'RAISED',
                acknowledged_at = null, acknowledged_by = null, contacted_at = null, planned_at = null, outcome = null,
                closed_by = null
            from\s""" + GIVEN + " where a.id = g.id and a.id = any(?)";

    /** What the former closing said is kept in the event. */
    private static final String REOPEN = """
            update alert a set state = 'RAISED', closed_at = null, outcome = null, closed_by = null, checked_by = null,
                acknowledged_at = null, acknowledged_by = null, contacted_at = null, planned_at = null,
                lead_id = g.lead_id
            from unnest(?::uuid[], ?::uuid[]) as g(id, lead_id) where a.id = g.id and a.id = any(?)""";

    private static final String COPY = """
            insert into alert_copy (alert_id, post_id, username, because, dimension, severity, score, area_path)
            select * from unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::smallint[], ?::real[], ?::text[])""";

    private static final String STOP = """
            update alert_clock set stopped_at = b.at from (select ?::timestamptz as at) b
            where alert_id = any(?) and started_at < b.at and met_at is null and stopped_at is null""";

    private static final String START = """
            insert into alert_clock (started_at, alert_id, step, duration, due_at, calendar)
            select ?::timestamptz, g.*
            from unnest(?::uuid[], ?::text[], ?::text[], ?::timestamptz[], ?::text[]) as g on conflict do nothing""";

    private static final String ALARM = """
            insert into operational_alarm (raised_at, kind, id, subject, zh, en)
            select ?::timestamptz, 'UNROUTABLE', g.* from unnest(?::uuid[], ?::text[], ?::text[], ?::text[]) as g
            on conflict (kind, subject) do update set raised_at = excluded.raised_at, cleared_at = null
            where operational_alarm.cleared_at is not null""";

    /** Writes alerts that begin, go on or get graver, in this order. */
    void write(Connection connection, List<DecidedChange> settled, Instant at) throws SQLException {
        if (settled.isEmpty()) return;
        List<DecidedChange> raised = ofKind(settled, Notice.Kind.RAISED);
        List<DecidedChange> reopened = ofKind(settled, Notice.Kind.REOPENED);
        List<DecidedChange> former = existing(settled);
        StatementBatch turn = new StatementBatch();
        if (!raised.isEmpty()) turn.add(new SqlStatement<>(RAISE, null, alertColumns(raised, at)));
        if (!former.isEmpty()) {
            turn.add(SqlStatement.DISABLE_SEQUENTIAL_SCANS);
            if (!reopened.isEmpty()) turn.add(reopen(reopened));
            turn.add(upgrade(former, at));
            turn.add(new SqlStatement<>(
                    "delete from alert_copy where alert_id = any(?)", null, Parameter.uuids(ids(former))));
            turn.add(SqlStatement.RESTORE_SEQUENTIAL_SCANS);
        }
        copies(turn, settled);
        clocks(turn, calendars.current(connection), settled, ids(former), at);
        events(turn, settled, at);
        SuppressionWriter.add(turn, settled, at);
        alarms(turn, settled, at);
        turn.execute(connection);
    }

    private static List<DecidedChange> ofKind(List<DecidedChange> settled, Notice.Kind kind) {
        return settled.stream().filter(one -> one.arrival().kind() == kind).toList();
    }

    /** Those of alerts that were there before. */
    static List<DecidedChange> existing(List<DecidedChange> settled) {
        return settled.stream()
                .filter(one -> one.arrival().kind() != Notice.Kind.RAISED)
                .toList();
    }

    static List<UUID> ids(List<DecidedChange> settled) {
        return settled.stream().map(one -> one.arrival().id()).toList();
    }

    private static SqlStatement<Void> reopen(List<DecidedChange> reopened) {
        List<UUID> ids = ids(reopened);
        return new SqlStatement<>(
                REOPEN,
                null,
                Parameter.uuids(ids),
                Parameter.array("uuid", reopened, DecidedChange::lead),
                Parameter.uuids(ids));
    }

    private static SqlStatement<Void> upgrade(List<DecidedChange> former, Instant at) {
        List<Parameter> values = new ArrayList<>(alertColumns(former, at));
        values.add(Parameter.uuids(ids(former)));
        return new SqlStatement<>(UPGRADE, null, values);
    }

    /** In the order of the question marks in {@link #GIVEN}; no id of a rule or indicator has a comma. */
    private static List<Parameter> alertColumns(List<DecidedChange> settled, Instant at) {
        Assessment any = settled.get(0).arrival().assessment();
        return List.of(
                Parameter.of(any.dimension().code()),
                Parameter.of(any.releaseId()),
                Parameter.of(Jdbc.utc(at)),
                Parameter.of(Jdbc.utc(any.at())),
                Parameter.uuids(ids(settled)),
                arrivals("uuid", settled, one -> one.assessment().enterpriseId()),
                arrivals("int4", settled, AlertChange::episode),
                Parameter.array("uuid", settled, DecidedChange::lead),
                arrivals("text", settled, one -> one.assessment().tier().name()),
                arrivals("int2", settled, one -> one.assessment().tier().ordinal()),
                arrivals("float4", settled, one -> (float) one.assessment().score()),
                arrivals("text", settled, AlertChange::areaPath),
                arrivals("int4", settled, one -> one.routing().headcount().number()),
                arrivals("uuid", settled, one -> one.routing().owner().holder().postId()),
                arrivals(
                        "text",
                        settled,
                        one -> one.routing().owner().holder().username().orElse(null)),
                arrivals("text", settled, one -> one.routing().owner().reason().name()),
                arrivals(
                        "text",
                        settled,
                        one -> one.routing().route().map(Route::id).orElse(AlertRouter.NO_ROUTE)),
                arrivals("text", settled, one -> one.routing().explanation().zh()),
                arrivals("text", settled, one -> one.routing().explanation().en()),
                arrivals("text", settled, one -> one.basis().leadRule().orElse(null)),
                arrivals("text", settled, one -> String.join(",", one.basis().rules())),
                arrivals("text", settled, one -> String.join(",", one.basis().indicators())),
                arrivals("text", settled, one -> one.source().orElse(null)),
                Parameter.array(
                        "text",
                        settled,
                        one -> one.notifiesOwner()
                                ? one.arrival().assessment().tier().name()
                                : null));
    }

    private static Parameter arrivals(String type, List<DecidedChange> settled, Function<AlertChange, Object> value) {
        return Parameter.array(type, settled, one -> value.apply(one.arrival()));
    }

    /** Something was learnt of open alerts that changes nothing: it is counted, once for each time. */
    void countRepeats(Connection connection, List<UUID> repeats, Instant at) throws SQLException {
        if (repeats.isEmpty()) return;
        String sql = "update alert set inhibited = inhibited + 1, weighed_at = ? where id = any(?)";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setTimestamp(1, Timestamp.from(at));
            update.setArray(2, connection.createArrayOf("uuid", repeats.toArray()));
            update.executeUpdate();
        }
    }

    private record Copied(AlertChange of, AlertRouter.Recipient to) {}

    private static void copies(StatementBatch turn, List<DecidedChange> settled) {
        List<Copied> copies = new ArrayList<>();
        for (DecidedChange one : settled) {
            for (AlertRouter.Recipient told : one.arrival().routing().copies())
                copies.add(new Copied(one.arrival(), told));
        }
        if (copies.isEmpty()) return;
        turn.add(new SqlStatement<>(
                COPY,
                null,
                Parameter.array("uuid", copies, copy -> copy.of().id()),
                Parameter.array("uuid", copies, copy -> copy.to().holder().postId()),
                Parameter.array(
                        "text", copies, copy -> copy.to().holder().username().orElse(null)),
                Parameter.array("text", copies, copy -> copy.to().reason().name()),
                Parameter.array(
                        "text",
                        copies,
                        copy -> copy.of().assessment().dimension().code()),
                Parameter.array(
                        "int2", copies, copy -> copy.of().assessment().tier().ordinal()),
                Parameter.array(
                        "float4", copies, copy -> (float) copy.of().assessment().score()),
                Parameter.array("text", copies, copy -> copy.of().areaPath())));
    }

    private static void clocks(
            StatementBatch turn, WorkingCalendar calendar, List<DecidedChange> alerts, List<UUID> former, Instant at) {
        Map<UUID, Route> routes = new LinkedHashMap<>();
        for (DecidedChange alert : alerts) {
            if (!alert.startsClocks()) continue;
            alert.arrival()
                    .routing()
                    .route()
                    .ifPresent(route -> routes.put(alert.arrival().id(), route));
        }
        List<UUID> restarted = former.stream().filter(routes::containsKey).toList();
        startClocks(turn, calendar, routes, restarted, at);
    }

    private record Clock(UUID alert, String step, String duration, WorkingCalendar.Deadline due) {}

    /**
     * Starts the clocks that the routes of alerts name.
     *
     * @param former the alerts that had clocks before: those that still run stand still from now on. Not asked of all, for a
     *     first pass raises many and each look among clocks that the planner knows nothing of yet goes through all of them
     */
    public static void startClocks(
            StatementBatch turn,
            WorkingCalendar calendar,
            Map<UUID, Route> routes,
            Collection<UUID> former,
            Instant at) {
        if (!former.isEmpty())
            turn.add(new SqlStatement<>(STOP, null, Parameter.of(Jdbc.utc(at)), Parameter.uuids(former)));
        // All start now, so a duration ends at the same moment for each.
        Map<String, WorkingCalendar.Deadline> ends = new HashMap<>();
        List<Clock> clocks = new ArrayList<>();
        routes.forEach((alert, route) -> route.clocks().forEach((step, duration) -> {
            WorkingCalendar.Deadline due = ends.computeIfAbsent(duration, length -> calendar.due(length, at));
            clocks.add(new Clock(alert, step, duration, due));
        }));
        if (clocks.isEmpty()) return;
        turn.add(new SqlStatement<>(
                START,
                null,
                Parameter.of(Jdbc.utc(at)),
                Parameter.array("uuid", clocks, Clock::alert),
                Parameter.array("text", clocks, Clock::step),
                Parameter.array("text", clocks, Clock::duration),
                Parameter.array(
                        "timestamptz", clocks, clock -> Jdbc.utc(clock.due().at())),
                Parameter.array("text", clocks, clock -> clock.due().calendar().orElse(null))));
    }

    private static void events(StatementBatch turn, List<DecidedChange> settled, Instant at) {
        List<AlertHistoryEntry> events = new ArrayList<>();
        for (DecidedChange one : settled) {
            AlertChange arrival = one.arrival();
            AlertEvent event = AlertEvent.valueOf(arrival.kind().name());
            events.add(AlertHistoryEntry.bySystem(arrival.id(), event, detail(arrival), null));
            if (one.decision() instanceof NotificationDecision.Suppress hold) {
                events.add(AlertHistoryEntry.bySystem(
                        arrival.id(), AlertEvent.SUPPRESSED, hold.reason().name(), hold.why()));
            }
        }
        AlertHistory.append(turn, events, at);
    }

    private static String detail(AlertChange arrival) {
        AlertRouter.RoutingResult routed = arrival.routing();
        String now =
                arrival.assessment().tier() + " → " + routed.owner().holder().kind() + "@"
                        + routed.owner().holder().areaCode() + " cc " + AlertRouter.namesOf(routed.copies());
        if (arrival.kind() != Notice.Kind.REOPENED) return now;
        AlertDecision.PreviousAlert last = arrival.last().orElseThrow();
        AlertDecision.Closing closed = last.closed().orElseThrow();
        return now + "; was " + last.tier() + ", closed " + closed.at() + " " + closed.outcome() + " by " + closed.by()
                + ", checked by " + closed.checkedBy();
    }

    /** One alarm a missing post, however many alerts it left without an owner. */
    private void alarms(StatementBatch turn, List<DecidedChange> settled, Instant at) {
        Set<AlertRouter.UnstaffedPost> all = new TreeSet<>(Comparator.comparing(AlertRouter.UnstaffedPost::post)
                .thenComparing(AlertRouter.UnstaffedPost::areaPath));
        settled.forEach(one -> all.addAll(one.arrival().routing().unstaffed()));
        if (all.isEmpty()) return;
        List<AlertRouter.UnstaffedPost> missing = List.copyOf(all);
        turn.add(new SqlStatement<>(
                ALARM,
                null,
                Parameter.of(Jdbc.utc(at)),
                Parameter.array("uuid", missing, post -> ids.next()),
                Parameter.array("text", missing, post -> post.post() + "@" + post.areaPath()),
                Parameter.array("text", missing, post -> text(post).zh()),
                Parameter.array("text", missing, post -> text(post).en())));
    }

    private static BilingualText text(AlertRouter.UnstaffedPost missing) {
        return new BilingualText(
                "区域" + missing.areaPath() + "的" + missing.post() + "岗位无人，预警已转值班台；请指派持岗人或代理人。",
                "Nobody holds " + missing.post() + " in area " + missing.areaPath()
                        + "; its alerts went to the duty desk. Appoint a holder or a stand-in.");
    }
}
