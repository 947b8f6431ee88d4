package org.fengqiao.inquiry;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.platform.Jdbc;
import org.fengqiao.platform.Text;

/**
 * What alerts of labour taught, by rule, source and post: how often they were right, how early, what was missed, and how fast
 * people were. docs/measures.md says what each figure means and where its definition comes from.
 */
@ApplicationScoped
public class Outcomes {
    /** Fewer than this say nothing: the count is told, no figure is made of it. */
    static final int LEAST = 5;

    /**
     * What counts as the event that should have been foreseen: a group petition, a collective stoppage, a life-threatening
     * protest, a joint arbitration claim. The index observation_event stands on these very words.
     */
    private static final String IS_EVENT = "indicator in ('COL01', 'COL02', 'COL03', 'DIS04')";

    private static final String CLOSED = """
            select coalesce(%s, '-') as key, count(*) as closed,
                count(*) filter (where a.outcome = 'AVERTED') as averted,
                count(*) filter (where a.outcome = 'HAPPENED') as happened,
                count(*) filter (where a.outcome = 'FALSE_ALARM') as false_alarm,
                %s
            from alert a
            left join lateral (select min(e.at) as at from alert_event e where e.alert_id = a.id and e.event = 'CONTACTED'
                and e.detail = 'ON_SITE' and e.at >= a.tier_since) visit on true
            where a.dimension = 'labour' and a.closed_at >= ? and a.closed_at < ?""".formatted(
                    "%s",
                    String.join(
                            ", ",
                            spread("acknowledge", "a.acknowledged_at - a.tier_since", 3_600),
                            spread("contact", "a.contacted_at - a.tier_since", 3_600),
                            spread("visit", "visit.at - a.tier_since", 3_600),
                            spread("close", "a.closed_at - a.raised_at", 3_600)));

    /** Reports of one enterprise with less than thirty days between them are one event; its first one tells when it began. */
    private static final String SEEN = """
            with seen as (
                select o.enterprise_id, o.occurred_at,
                    lag(o.occurred_at) over (partition by o.enterprise_id order by o.occurred_at) as before
                from observation o join enterprise e on e.id = o.enterprise_id
                where o.%s and o.value > 0 and o.retracted_at is null
                    and o.occurred_at >= ?::timestamptz - interval '30 days' and o.occurred_at < ?""".formatted(IS_EVENT);

    /** With the alert that came before it: still open, or closed less than thirty days before, when it would reopen. */
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

    private final DataSource database;

    Outcomes(DataSource database) {
        this.database = database;
    }

    /** By what alerts are told apart. */
    public enum By {
        RULE("a.lead_rule", "first_rule"),
        SOURCE("a.source", "first_source"),
        POST("a.owner_post::text", "owner_post::text");

        /** Of the tier it had in the end, which the verdict is on. */
        private final String last;
        /** Of what was said first, from which on there was time. */
        private final String first;

        By(String last, String first) {
            this.last = last;
            this.first = first;
        }
    }

    /**
     * Which alerts and events.
     *
     * @param areaPaths every one of these prefixes must hold
     * @param from alerts closed, and events that began, at this moment or later
     * @param to and before this one
     */
    public record Period(List<String> areaPaths, Instant from, Instant to) {}

    /** Half of {@code n} took no longer than the median, nine in ten no longer than p90; null for fewer than five. */
    public record Spread(int n, Double median, Double p90) {
        static final Spread NONE = new Spread(0, null, null);
    }

    /**
     * Closed alerts.
     *
     * @param merged into the alert of a related enterprise, which has the verdict
     * @param precision averted and happened among all with a verdict; null for fewer than five
     */
    public record Verdicts(int closed, int averted, int happened, int falseAlarm, int merged, Double precision) {
        static final Verdicts NONE = new Verdicts(0, 0, 0, 0, 0, null);

        static Verdicts of(int closed, int averted, int happened, int falseAlarm) {
            int verdicts = averted + happened + falseAlarm;
            Double precision = verdicts < LEAST ? null : Math.round(1000.0 * (averted + happened) / verdicts) / 1000.0;
            return new Verdicts(closed, averted, happened, falseAlarm, closed - verdicts, precision);
        }
    }

    /** How fast people were, in hours; the first three from when the alert took its last tier, the last from when it was raised. */
    public record Pace(Spread hoursToAcknowledge, Spread hoursToContact, Spread hoursToVisit, Spread hoursToClose) {
        static final Pace NONE = new Pace(Spread.NONE, Spread.NONE, Spread.NONE, Spread.NONE);
    }

    /** @param daysOfLead from the first alert to the event, of those that had one */
    public record Foreseen(int events, int missed, Double foreseen, Spread daysOfLead) {}

    /** Everything of an area together. */
    public record Summary(Verdicts verdicts, Pace pace, Foreseen events) {}

    /**
     * One rule, source or post.
     *
     * @param name of a post; null for rules and sources, whose key is their name
     * @param eventsForeseen by alerts it was the first to raise
     */
    public record Line(String key, Text name, Verdicts verdicts, Pace pace, int eventsForeseen, Spread daysOfLead) {}

    /** An event that no alert came before. */
    public record Missed(UUID enterprise, String name, Place area, Instant began) {}

    private record Told(Verdicts verdicts, Pace pace) {}

    private record Lead(int events, int warned, Spread days) {}

    public Summary summary(Period period) {
        Told told = closed("''", period).getOrDefault("", new Told(Verdicts.NONE, Pace.NONE));
        Lead lead = leads("''", true, period).getOrDefault("", new Lead(0, 0, Spread.NONE));
        Double foreseen = lead.events() < LEAST ? null : Math.round(1000.0 * lead.warned() / lead.events()) / 1000.0;
        return new Summary(
                told.verdicts(),
                told.pace(),
                new Foreseen(lead.events(), lead.events() - lead.warned(), foreseen, lead.days()));
    }

    /** Those with the most closed alerts first, then those that only foresaw. */
    public List<Line> by(By by, Period period, int most) {
        Map<String, Told> closed = closed(by.last, period);
        Map<String, Lead> leads = leads(by.first, false, period);
        List<String> keys = new ArrayList<>(closed.keySet());
        leads.keySet().stream().filter(key -> !closed.containsKey(key)).sorted().forEach(keys::add);
        if (keys.size() > most) keys = keys.subList(0, most);
        Map<String, Text> names = by == By.POST ? posts(keys) : Map.of();
        return keys.stream()
                .map(key -> {
                    Told told = closed.getOrDefault(key, new Told(Verdicts.NONE, Pace.NONE));
                    Lead lead = leads.getOrDefault(key, new Lead(0, 0, Spread.NONE));
                    return new Line(key, names.get(key), told.verdicts(), told.pace(), lead.warned(), lead.days());
                })
                .toList();
    }

    /** The latest first. */
    public Page<Missed> missed(Period period, String cursor, int limit) {
        Cursor after = Cursor.parse(cursor, 2);
        Query query = unforeseen(period, after, limit + 1);
        List<Missed> found = query.list(
                database,
                row -> new Missed(
                        row.getObject("enterprise_id", UUID.class),
                        row.getString("name"),
                        Place.read(row),
                        Jdbc.instant(row, "occurred_at")));
        return Page.of(found, limit, missed -> Cursor.of(missed.began(), missed.enterprise()));
    }

    static Query unforeseen(Period period, Cursor after, int rows) {
        Query query = events(period)
                .add("select event.*, e.name, e.area_path, " + Place.columns("e.area_path")
                        + " from event join enterprise e on e.id = event.enterprise_id where warned_by is null");
        if (after != null) query.add(" and (occurred_at, enterprise_id) < (?, ?)", after.instant(0), after.id(1));
        return query.add(" order by occurred_at desc, enterprise_id desc limit ?", rows);
    }

    static Query closedBy(String key, Period period) {
        Query query = new Query(CLOSED.formatted(key), period.from(), period.to());
        period.areaPaths().forEach(path -> query.within("a.area_path", path));
        return query.add(" group by 1 order by closed desc, key");
    }

    static Query leadsBy(String key, boolean missedToo, Period period) {
        return events(period)
                .add("select coalesce(" + key + ", '-') as key, count(*) as events, count(warned_by) as warned, " + LEAD
                        + " from event")
                .addIf(!missedToo, " where warned_by is not null")
                .add(" group by 1");
    }

    private static Query events(Period period) {
        Query query = new Query(SEEN, period.from(), period.to());
        period.areaPaths().forEach(path -> query.within("e.area_path", path));
        return query.add(EVENTS, period.from());
    }

    private Map<String, Told> closed(String key, Period period) {
        Map<String, Told> closed = new LinkedHashMap<>();
        closedBy(key, period).list(database, row -> closed.put(row.getString("key"), told(row)));
        return closed;
    }

    private Map<String, Lead> leads(String key, boolean missedToo, Period period) {
        Map<String, Lead> leads = new HashMap<>();
        leadsBy(key, missedToo, period)
                .list(
                        database,
                        row -> leads.put(
                                row.getString("key"),
                                new Lead(row.getInt("events"), row.getInt("warned"), spread(row, "lead"))));
        return leads;
    }

    private Map<String, Text> posts(List<String> ids) {
        Map<String, Text> names = new HashMap<>();
        Object known = ids.stream()
                .filter(id -> id.length() == 36)
                .map(UUID::fromString)
                .toArray();
        new Query("select id, zh, en from post where id = any(?)", known)
                .list(database, row -> names.put(row.getString(1), new Text(row.getString(2), row.getString(3))));
        return names;
    }

    private static Told told(ResultSet row) throws SQLException {
        return new Told(
                Verdicts.of(
                        row.getInt("closed"), row.getInt("averted"), row.getInt("happened"), row.getInt("false_alarm")),
                new Pace(
                        spread(row, "acknowledge"),
                        spread(row, "contact"),
                        spread(row, "visit"),
                        spread(row, "close")));
    }

    private static String spread(String name, String interval, int unitSeconds) {
        String amount = "extract(epoch from %s) / %d".formatted(interval, unitSeconds);
        return "count(%1$s) as %2$s_n, percentile_cont(array[0.5, 0.9]) within group (order by %1$s) as %2$s"
                .formatted(amount, name);
    }

    private static Spread spread(ResultSet row, String name) throws SQLException {
        int n = row.getInt(name + "_n");
        if (n < LEAST) return new Spread(n, null, null);
        Double[] found = (Double[]) row.getArray(name).getArray();
        return new Spread(n, rounded(found[0]), rounded(found[1]));
    }

    private static double rounded(double amount) {
        return Math.round(amount * 100) / 100.0;
    }
}
