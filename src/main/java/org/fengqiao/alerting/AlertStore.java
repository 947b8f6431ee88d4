package org.fengqiao.alerting;

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
import org.fengqiao.alerting.Arrival.Settled;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.Jdbc;
import org.fengqiao.platform.Question;
import org.fengqiao.platform.Question.Value;
import org.fengqiao.platform.Text;
import org.fengqiao.platform.Turn;
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

    private static final String EVENT = """
            insert into alert_event (at, alert_id, event, detail, note_zh, note_en)
            select ?::timestamptz, g.* from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[]) as g""";

    private static final String ALARM = """
            insert into operational_alarm (raised_at, kind, id, subject, zh, en)
            select ?::timestamptz, 'UNROUTABLE', g.* from unnest(?::uuid[], ?::text[], ?::text[], ?::text[]) as g
            on conflict (kind, subject) do update set raised_at = excluded.raised_at, cleared_at = null
            where operational_alarm.cleared_at is not null""";

    /** Writes alerts that begin, go on or get graver, in this order. */
    void write(Connection connection, List<Settled> settled, Instant at) throws SQLException {
        if (settled.isEmpty()) return;
        List<Settled> raised = of(settled, Notice.Kind.RAISED);
        List<Settled> reopened = of(settled, Notice.Kind.REOPENED);
        List<Settled> former = former(settled);
        Turn turn = new Turn();
        if (!raised.isEmpty()) turn.add(new Question<>(RAISE, null, given(raised, at)));
        if (!former.isEmpty()) {
            turn.add(Question.BY_KEY);
            if (!reopened.isEmpty()) turn.add(reopen(reopened));
            turn.add(upgrade(former, at));
            turn.add(new Question<>("delete from alert_copy where alert_id = any(?)", null, Value.uuids(ids(former))));
            turn.add(Question.AS_PLANNED);
        }
        copies(turn, settled);
        clocks(turn, calendars.current(connection), settled, ids(former), at);
        events(turn, settled, at);
        HeldStore.put(turn, settled, at);
        alarms(turn, settled, at);
        turn.take(connection);
    }

    private static List<Settled> of(List<Settled> settled, Notice.Kind kind) {
        return settled.stream().filter(one -> one.arrival().kind() == kind).toList();
    }

    /** Those of alerts that were there before. */
    static List<Settled> former(List<Settled> settled) {
        return settled.stream()
                .filter(one -> one.arrival().kind() != Notice.Kind.RAISED)
                .toList();
    }

    static List<UUID> ids(List<Settled> settled) {
        return settled.stream().map(one -> one.arrival().id()).toList();
    }

    private static Question<Void> reopen(List<Settled> reopened) {
        List<UUID> ids = ids(reopened);
        return new Question<>(
                REOPEN, null, Value.uuids(ids), Value.array("uuid", reopened, Settled::lead), Value.uuids(ids));
    }

    private static Question<Void> upgrade(List<Settled> former, Instant at) {
        List<Value> values = new ArrayList<>(given(former, at));
        values.add(Value.uuids(ids(former)));
        return new Question<>(UPGRADE, null, values);
    }

    /** In the order of the question marks in {@link #GIVEN}; no id of a rule or indicator has a comma. */
    private static List<Value> given(List<Settled> settled, Instant at) {
        Assessment any = settled.get(0).arrival().assessment();
        return List.of(
                Value.of(any.dimension().code()),
                Value.of(any.releaseId()),
                Value.of(Jdbc.utc(at)),
                Value.of(Jdbc.utc(any.at())),
                Value.uuids(ids(settled)),
                arrivals("uuid", settled, one -> one.assessment().enterpriseId()),
                arrivals("int4", settled, Arrival::episode),
                Value.array("uuid", settled, Settled::lead),
                arrivals("text", settled, one -> one.assessment().tier().name()),
                arrivals("int2", settled, one -> one.assessment().tier().ordinal()),
                arrivals("float4", settled, one -> (float) one.assessment().score()),
                arrivals("text", settled, Arrival::areaPath),
                arrivals("int4", settled, one -> one.routed().headcount().number()),
                arrivals("uuid", settled, one -> one.routed().owner().holder().postId()),
                arrivals(
                        "text",
                        settled,
                        one -> one.routed().owner().holder().username().orElse(null)),
                arrivals("text", settled, one -> one.routed().owner().because().name()),
                arrivals(
                        "text",
                        settled,
                        one -> one.routed().route().map(Route::id).orElse(Routing.NO_ROUTE)),
                arrivals("text", settled, one -> one.routed().whyMe().zh()),
                arrivals("text", settled, one -> one.routed().whyMe().en()),
                arrivals("text", settled, one -> one.cause().leadRule().orElse(null)),
                arrivals("text", settled, one -> String.join(",", one.cause().rules())),
                arrivals("text", settled, one -> String.join(",", one.cause().indicators())),
                arrivals("text", settled, one -> one.source().orElse(null)),
                Value.array(
                        "text",
                        settled,
                        one -> one.ownerIsTold()
                                ? one.arrival().assessment().tier().name()
                                : null));
    }

    private static Value arrivals(String type, List<Settled> settled, Function<Arrival, Object> value) {
        return Value.array(type, settled, one -> value.apply(one.arrival()));
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

    private record Copied(Arrival of, Routing.Told to) {}

    private static void copies(Turn turn, List<Settled> settled) {
        List<Copied> copies = new ArrayList<>();
        for (Settled one : settled) {
            for (Routing.Told told : one.arrival().routed().copies()) copies.add(new Copied(one.arrival(), told));
        }
        if (copies.isEmpty()) return;
        turn.add(new Question<>(
                COPY,
                null,
                Value.array("uuid", copies, copy -> copy.of().id()),
                Value.array("uuid", copies, copy -> copy.to().holder().postId()),
                Value.array(
                        "text", copies, copy -> copy.to().holder().username().orElse(null)),
                Value.array("text", copies, copy -> copy.to().because().name()),
                Value.array(
                        "text",
                        copies,
                        copy -> copy.of().assessment().dimension().code()),
                Value.array(
                        "int2", copies, copy -> copy.of().assessment().tier().ordinal()),
                Value.array(
                        "float4", copies, copy -> (float) copy.of().assessment().score()),
                Value.array("text", copies, copy -> copy.of().areaPath())));
    }

    private static void clocks(
            Turn turn, WorkingCalendar calendar, List<Settled> alerts, List<UUID> former, Instant at) {
        Map<UUID, Route> routes = new LinkedHashMap<>();
        for (Settled alert : alerts) {
            if (!alert.startsClocks()) continue;
            alert.arrival()
                    .routed()
                    .route()
                    .ifPresent(route -> routes.put(alert.arrival().id(), route));
        }
        List<UUID> restarted = former.stream().filter(routes::containsKey).toList();
        startClocks(turn, calendar, routes, restarted, at);
    }

    private record Clock(UUID alert, String step, String duration, WorkingCalendar.Due due) {}

    /**
     * Starts the clocks that the routes of alerts name.
     *
     * @param former the alerts that had clocks before: those that still run stand still from now on. Not asked of all, for a
     *     first pass raises many and each look among clocks that the planner knows nothing of yet goes through all of them
     */
    static void startClocks(
            Turn turn, WorkingCalendar calendar, Map<UUID, Route> routes, Collection<UUID> former, Instant at) {
        if (!former.isEmpty()) turn.add(new Question<>(STOP, null, Value.of(Jdbc.utc(at)), Value.uuids(former)));
        // All start now, so a duration ends at the same moment for each.
        Map<String, WorkingCalendar.Due> ends = new HashMap<>();
        List<Clock> clocks = new ArrayList<>();
        routes.forEach((alert, route) -> route.clocks().forEach((step, duration) -> {
            WorkingCalendar.Due due = ends.computeIfAbsent(duration, length -> calendar.due(length, at));
            clocks.add(new Clock(alert, step, duration, due));
        }));
        if (clocks.isEmpty()) return;
        turn.add(new Question<>(
                START,
                null,
                Value.of(Jdbc.utc(at)),
                Value.array("uuid", clocks, Clock::alert),
                Value.array("text", clocks, Clock::step),
                Value.array("text", clocks, Clock::duration),
                Value.array("timestamptz", clocks, clock -> Jdbc.utc(clock.due().at())),
                Value.array("text", clocks, clock -> clock.due().calendar().orElse(null))));
    }

    private record Event(UUID alert, String event, String detail, Text note) {}

    private static void events(Turn turn, List<Settled> settled, Instant at) {
        List<Event> events = new ArrayList<>();
        for (Settled one : settled) {
            Arrival arrival = one.arrival();
            events.add(new Event(arrival.id(), arrival.kind().name(), detail(arrival), null));
            if (one.telling() instanceof Telling.Hold hold) {
                events.add(new Event(arrival.id(), "HELD", hold.reason().name(), hold.why()));
            }
        }
        turn.add(new Question<>(
                EVENT,
                null,
                Value.of(Jdbc.utc(at)),
                Value.array("uuid", events, Event::alert),
                Value.array("text", events, Event::event),
                Value.array("text", events, Event::detail),
                Value.array(
                        "text",
                        events,
                        event -> event.note() == null ? null : event.note().zh()),
                Value.array(
                        "text",
                        events,
                        event -> event.note() == null ? null : event.note().en())));
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
    private void alarms(Turn turn, List<Settled> settled, Instant at) {
        Set<Routing.Unanswered> all = new TreeSet<>(
                Comparator.comparing(Routing.Unanswered::post).thenComparing(Routing.Unanswered::areaPath));
        settled.forEach(one -> all.addAll(one.arrival().routed().unanswered()));
        if (all.isEmpty()) return;
        List<Routing.Unanswered> missing = List.copyOf(all);
        turn.add(new Question<>(
                ALARM,
                null,
                Value.of(Jdbc.utc(at)),
                Value.array("uuid", missing, post -> ids.next()),
                Value.array("text", missing, post -> post.post() + "@" + post.areaPath()),
                Value.array("text", missing, post -> text(post).zh()),
                Value.array("text", missing, post -> text(post).en())));
    }

    private static Text text(Routing.Unanswered missing) {
        return new Text(
                "区域" + missing.areaPath() + "的" + missing.post() + "岗位无人，预警已转值班台；请指派持岗人或代理人。",
                "Nobody holds " + missing.post() + " in area " + missing.areaPath()
                        + "; its alerts went to the duty desk. Appoint a holder or a stand-in.");
    }
}
