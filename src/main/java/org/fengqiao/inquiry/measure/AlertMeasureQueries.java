package org.fengqiao.inquiry.measure;

import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.inquiry.AreaRef;
import org.fengqiao.inquiry.Cursor;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.response.AlertActions;

/** The queries of {@link AlertMeasures}: closed alerts by group, and events with the alert that preceded them. */
final class AlertMeasureQueries {
    private static final String CLOSED = """
            select coalesce(%s, '-') as key, count(*) as closed,
                count(*) filter (where a.outcome = 'AVERTED') as averted,
                count(*) filter (where a.outcome = 'HAPPENED') as happened,
                count(*) filter (where a.outcome = 'FALSE_ALARM') as false_alarm,
                %s
            from alert a
            left join lateral (select min(e.at) as at from alert_event e where e.alert_id = a.id and e.event = '%s'
                and e.arguments->>'method' = '%s' and e.at >= a.tier_since) visit on true
            where a.dimension = 'labour' and a.closed_at >= ? and a.closed_at < ?""".formatted(
                    "%s",
                    String.join(
                            ", ",
                            spread("acknowledge", "a.acknowledged_at - a.tier_since", 3_600),
                            spread("contact", "a.contacted_at - a.tier_since", 3_600),
                            spread("visit", "visit.at - a.tier_since", 3_600),
                            spread("close", "a.closed_at - a.raised_at", 3_600)),
                    AlertEvent.CONTACTED,
                    AlertActions.ContactMethod.ON_SITE);

    /**
     * Of a closed alert each clock was met or stopped; one that was stopped after it fell due was missed. The offset keeps
     * the clocks of each alert a look at their index.
     */
    private static final String CLOCKS = """
            select c.step, count(*) filter (where c.completed_at <= coalesce(c.due_at, 'infinity')) as met,
                count(*) filter (where c.completed_at > c.due_at) as met_late,
                count(*) filter (where c.stopped_at > c.due_at) as missed,
                count(*) filter (where c.stopped_at <= coalesce(c.due_at, 'infinity')) as stopped
            from alert a cross join lateral (select * from alert_clock k where k.alert_id = a.id offset 0) c
            where a.dimension = 'labour' and a.closed_at >= ? and a.closed_at < ?""";

    /** Reports of one enterprise less than thirty days apart are one event, which began with the first. */
    private static final String SEEN = """
            with seen as (
                select o.enterprise_id, o.occurred_at,
                    lag(o.occurred_at) over (partition by o.enterprise_id order by o.occurred_at) as before
                from observation o join enterprise e on e.id = o.enterprise_id
                where o.event and o.value > 0 and o.retracted_at is null
                    and o.occurred_at >= ?::timestamptz - interval '30 days' and o.occurred_at < ?""";

    /** Joins the alert that preceded the event: open when it began, or closed less than thirty days before. */
    private static final String EVENTS = """
            ), event as (
                select s.enterprise_id, s.occurred_at, w.id as warned_by, w.raised_at, w.first_rule, w.first_source, w.owner_post
                from seen s left join lateral (
                    select * from alert a where a.enterprise_id = s.enterprise_id and a.dimension = 'labour'
                        and a.raised_at < s.occurred_at
                        and (a.closed_at is null or a.closed_at > s.occurred_at - interval '30 days')
                    order by a.raised_at limit 1) w on true
                where s.occurred_at >= ? and (s.before is null or s.before <= s.occurred_at - interval '30 days'))
            """;

    private static final String LEAD = spread("lead", "occurred_at - raised_at", 86_400);

    private AlertMeasureQueries() {}

    static SqlQuery missedEvents(AlertMeasures.Period period, Cursor after, int rows) {
        SqlQuery query = events(period)
                .add("select event.*, e.name, e.area_path, " + AreaRef.columns("e.area_path")
                        + " from event join enterprise e on e.id = event.enterprise_id where warned_by is null");
        if (after != null) query.add(" and (occurred_at, enterprise_id) < (?, ?)", after.instant(0), after.id(1));
        return query.add(" order by occurred_at desc, enterprise_id desc limit ?", rows);
    }

    static SqlQuery closedAlertsBy(String key, AlertMeasures.Period period) {
        SqlQuery query = new SqlQuery(CLOSED.formatted(key), period.from(), period.to());
        period.areaPaths().forEach(path -> query.inArea("a.area_path", path));
        return query.add(" group by 1 order by closed desc, key");
    }

    static SqlQuery clocks(AlertMeasures.Period period) {
        SqlQuery query = new SqlQuery(CLOCKS, period.from(), period.to());
        period.areaPaths().forEach(path -> query.inArea("a.area_path", path));
        return query.add(" group by c.step"
                + " order by array_position(array['ack', 'contact', 'enterprise', 'plan', 'close'], c.step)");
    }

    static SqlQuery eventsBy(String key, boolean includeMissed, AlertMeasures.Period period) {
        return events(period)
                .add("select coalesce(" + key + ", '-') as key, count(*) as events, count(warned_by) as warned, " + LEAD
                        + " from event")
                .addIf(!includeMissed, " where warned_by is not null")
                .add(" group by 1");
    }

    private static SqlQuery events(AlertMeasures.Period period) {
        SqlQuery query = new SqlQuery(SEEN, period.from(), period.to());
        period.areaPaths().forEach(path -> query.inArea("e.area_path", path));
        return query.add(EVENTS, period.from());
    }

    private static String spread(String name, String interval, int unitSeconds) {
        String amount = "extract(epoch from %s) / %d".formatted(interval, unitSeconds);
        return "count(%1$s) as %2$s_n, percentile_cont(array[0.5, 0.9]) within group (order by %1$s) as %2$s"
                .formatted(amount, name);
    }
}
