package org.fengqiao.inquiry.measure;

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
import org.fengqiao.inquiry.AreaRef;
import org.fengqiao.inquiry.Cursor;
import org.fengqiao.inquiry.CursorPage;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Messages;

/**
 * Measures of labour alerts by rule, source and post: precision, lead time, missed events and response times.
 * docs/measures.md defines each figure and gives its origin.
 */
@ApplicationScoped
public class AlertMeasures {
    /** Below this count only the count is given, because a figure would not be meaningful. */
    static final int MIN_COUNT = 5;

    private final DataSource database;

    AlertMeasures(DataSource database) {
        this.database = database;
    }

    public enum Grouping {
        RULE("a.lead_rule", "first_rule"),
        SOURCE("a.source", "first_source"),
        POST("a.owner_post::text", "owner_post::text");

        /** Column of the last tier, which the verdict is on. */
        private final String last;
        /** Column of the first tier, with which the lead time starts. */
        private final String first;

        Grouping(String last, String first) {
            this.last = last;
            this.first = first;
        }
    }

    /**
     * Selects alerts by when they were closed, and events by when they began.
     *
     * @param areaPaths prefixes that must all match
     * @param from inclusive
     * @param to exclusive
     */
    public record Period(List<String> areaPaths, Instant from, Instant to) {}

    /** The distribution of {@code n} durations; median and p90 are null for fewer than five. */
    public record Spread(int n, Double median, Double p90) {
        static final Spread NONE = new Spread(0, null, null);
    }

    /**
     * Closed alerts.
     *
     * @param merged into the alert of a related enterprise, which has the verdict
     * @param precision share of averted and happened among all verdicts; null for fewer than five
     */
    public record Verdicts(int closed, int averted, int happened, int falseAlarm, int merged, Double precision) {
        static final Verdicts NONE = new Verdicts(0, 0, 0, 0, 0, null);

        static Verdicts of(int closed, int averted, int happened, int falseAlarm) {
            int verdicts = averted + happened + falseAlarm;
            return new Verdicts(
                    closed, averted, happened, falseAlarm, closed - verdicts, share(averted + happened, verdicts));
        }
    }

    /** In hours since the alert got its last tier; {@code hoursToClose} since it was raised. */
    public record ResponseTimes(
            Spread hoursToAcknowledge, Spread hoursToContact, Spread hoursToVisit, Spread hoursToClose) {
        static final ResponseTimes NONE = new ResponseTimes(Spread.NONE, Spread.NONE, Spread.NONE, Spread.NONE);
    }

    /** @param daysOfLead from the first alert to the event, for the events preceded by one */
    public record EventCoverage(int events, int missed, Double foreseen, Spread daysOfLead) {}

    /**
     * The clocks of a step in closed alerts.
     *
     * @param step for instance {@code ack}, and {@code name} in words
     * @param missed never met: the alert was closed, or its clocks started again, after it fell due
     * @param stopped before it fell due
     */
    public record ClockMeasures(String step, BilingualText name, int met, int metLate, int missed, int stopped) {}

    /** All measures of an area. */
    public record Summary(Verdicts verdicts, ResponseTimes pace, EventCoverage events, List<ClockMeasures> clocks) {}

    /**
     * One rule, source or post.
     *
     * @param name of a post; null for rules and sources, which are named by their key
     * @param eventsForeseen events preceded by an alert that it raised first
     */
    public record GroupMeasures(
            String key,
            BilingualText name,
            Verdicts verdicts,
            ResponseTimes pace,
            int eventsForeseen,
            Spread daysOfLead) {}

    /** An event that no alert preceded. */
    public record MissedEvent(UUID enterprise, String name, AreaRef area, Instant began) {}

    private record ClosedAlertMeasures(Verdicts verdicts, ResponseTimes pace) {
        static final ClosedAlertMeasures NONE = new ClosedAlertMeasures(Verdicts.NONE, ResponseTimes.NONE);
    }

    private record EventMeasures(int events, int warned, Spread days) {
        static final EventMeasures NONE = new EventMeasures(0, 0, Spread.NONE);
    }

    public Summary summary(Period period) {
        ClosedAlertMeasures alerts = closed("''", period).getOrDefault("", ClosedAlertMeasures.NONE);
        EventMeasures lead = leads("''", true, period).getOrDefault("", EventMeasures.NONE);
        return new Summary(
                alerts.verdicts(),
                alerts.pace(),
                new EventCoverage(
                        lead.events(), lead.events() - lead.warned(), share(lead.warned(), lead.events()), lead.days()),
                clocks(period));
    }

    /** Groups with the most closed alerts first, then those that only have events. */
    public List<GroupMeasures> by(Grouping by, Period period, int limit) {
        Map<String, ClosedAlertMeasures> closed = closed(by.last, period);
        Map<String, EventMeasures> leads = leads(by.first, false, period);
        List<String> keys = new ArrayList<>(closed.keySet());
        leads.keySet().stream().filter(key -> !closed.containsKey(key)).sorted().forEach(keys::add);
        if (keys.size() > limit) keys = keys.subList(0, limit);
        Map<String, BilingualText> names = by == Grouping.POST ? posts(keys) : Map.of();
        return keys.stream()
                .map(key -> {
                    ClosedAlertMeasures alerts = closed.getOrDefault(key, ClosedAlertMeasures.NONE);
                    EventMeasures lead = leads.getOrDefault(key, EventMeasures.NONE);
                    return new GroupMeasures(
                            key, names.get(key), alerts.verdicts(), alerts.pace(), lead.warned(), lead.days());
                })
                .toList();
    }

    /** Latest first. */
    public CursorPage<MissedEvent> missed(Period period, String cursor, int limit) {
        Cursor after = Cursor.parse(cursor, 2);
        SqlQuery query = AlertMeasureQueries.missedEvents(period, after, limit + 1);
        List<MissedEvent> found = query.list(
                database,
                rows -> new MissedEvent(
                        rows.getObject("enterprise_id", UUID.class),
                        rows.getString("name"),
                        AreaRef.read(rows),
                        Jdbc.instant(rows, "occurred_at")));
        return CursorPage.of(found, limit, missed -> Cursor.of(missed.began(), missed.enterprise()));
    }

    private List<ClockMeasures> clocks(Period period) {
        return AlertMeasureQueries.clocks(period)
                .list(
                        database,
                        rows -> new ClockMeasures(
                                rows.getString("step"),
                                Messages.text("step." + rows.getString("step")),
                                rows.getInt("met"),
                                rows.getInt("met_late"),
                                rows.getInt("missed"),
                                rows.getInt("stopped")));
    }

    private Map<String, ClosedAlertMeasures> closed(String key, Period period) {
        Map<String, ClosedAlertMeasures> closed = new LinkedHashMap<>();
        AlertMeasureQueries.closedAlertsBy(key, period)
                .list(database, rows -> closed.put(rows.getString("key"), closedAlerts(rows)));
        return closed;
    }

    private Map<String, EventMeasures> leads(String key, boolean includeMissed, Period period) {
        Map<String, EventMeasures> leads = new HashMap<>();
        AlertMeasureQueries.eventsBy(key, includeMissed, period)
                .list(
                        database,
                        rows -> leads.put(
                                rows.getString("key"),
                                new EventMeasures(rows.getInt("events"), rows.getInt("warned"), spread(rows, "lead"))));
        return leads;
    }

    private Map<String, BilingualText> posts(List<String> ids) {
        Map<String, BilingualText> names = new HashMap<>();
        Object known = ids.stream()
                .filter(id -> id.length() == 36)
                .map(UUID::fromString)
                .toArray();
        new SqlQuery("select id, zh, en from post where id = any(?)", known)
                .list(
                        database,
                        rows -> names.put(rows.getString(1), new BilingualText(rows.getString(2), rows.getString(3))));
        return names;
    }

    private static ClosedAlertMeasures closedAlerts(ResultSet rows) throws SQLException {
        return new ClosedAlertMeasures(
                Verdicts.of(
                        rows.getInt("closed"),
                        rows.getInt("averted"),
                        rows.getInt("happened"),
                        rows.getInt("false_alarm")),
                new ResponseTimes(
                        spread(rows, "acknowledge"),
                        spread(rows, "contact"),
                        spread(rows, "visit"),
                        spread(rows, "close")));
    }

    private static Spread spread(ResultSet rows, String name) throws SQLException {
        int n = rows.getInt(name + "_n");
        if (n < MIN_COUNT) return new Spread(n, null, null);
        Double[] found = (Double[]) rows.getArray(name).getArray();
        return new Spread(n, rounded(found[0]), rounded(found[1]));
    }

    private static Double share(int part, int whole) {
        return whole < MIN_COUNT ? null : Math.round(1000.0 * part / whole) / 1000.0;
    }

    private static double rounded(double amount) {
        return Math.round(amount * 100) / 100.0;
    }
}
