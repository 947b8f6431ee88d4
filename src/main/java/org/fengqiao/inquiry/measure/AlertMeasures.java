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

/**
 * What alerts of labour taught, by rule, source and post: how often they were right, how early, what was missed, and how fast
 * people were. docs/measures.md says what each figure means and where its definition comes from.
 */
@ApplicationScoped
public class AlertMeasures {
    /** Fewer than this say nothing: the count is told, no figure is made of it. */
    static final int MIN_COUNT = 5;

    private final DataSource database;

    AlertMeasures(DataSource database) {
        this.database = database;
    }

    /** By what alerts are told apart. */
    public enum Grouping {
        RULE("a.lead_rule", "first_rule"),
        SOURCE("a.source", "first_source"),
        POST("a.owner_post::text", "owner_post::text");

        /** Of the tier it had in the end, which the verdict is on. */
        private final String last;
        /** Of what was said first, from which on there was time. */
        private final String first;

        Grouping(String last, String first) {
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
            Double precision =
                    verdicts < MIN_COUNT ? null : Math.round(1000.0 * (averted + happened) / verdicts) / 1000.0;
            return new Verdicts(closed, averted, happened, falseAlarm, closed - verdicts, precision);
        }
    }

    /** How fast people were, in hours; the first three from when the alert took its last tier, the last from when it was raised. */
    public record ResponseTimes(
            Spread hoursToAcknowledge, Spread hoursToContact, Spread hoursToVisit, Spread hoursToClose) {
        static final ResponseTimes NONE = new ResponseTimes(Spread.NONE, Spread.NONE, Spread.NONE, Spread.NONE);
    }

    /** @param daysOfLead from the first alert to the event, of those that had one */
    public record EventCoverage(int events, int missed, Double foreseen, Spread daysOfLead) {}

    /** Everything of an area together. */
    public record Summary(Verdicts verdicts, ResponseTimes pace, EventCoverage events) {}

    /**
     * One rule, source or post.
     *
     * @param name of a post; null for rules and sources, whose key is their name
     * @param eventsForeseen by alerts it was the first to raise
     */
    public record GroupMeasures(
            String key,
            BilingualText name,
            Verdicts verdicts,
            ResponseTimes pace,
            int eventsForeseen,
            Spread daysOfLead) {}

    /** An event that no alert came before. */
    public record MissedEvent(UUID enterprise, String name, AreaRef area, Instant began) {}

    private record ClosedAlertMeasures(Verdicts verdicts, ResponseTimes pace) {}

    private record EventMeasures(int events, int warned, Spread days) {}

    public Summary summary(Period period) {
        ClosedAlertMeasures told =
                closed("''", period).getOrDefault("", new ClosedAlertMeasures(Verdicts.NONE, ResponseTimes.NONE));
        EventMeasures lead = leads("''", true, period).getOrDefault("", new EventMeasures(0, 0, Spread.NONE));
        Double foreseen =
                lead.events() < MIN_COUNT ? null : Math.round(1000.0 * lead.warned() / lead.events()) / 1000.0;
        return new Summary(
                told.verdicts(),
                told.pace(),
                new EventCoverage(lead.events(), lead.events() - lead.warned(), foreseen, lead.days()));
    }

    /** Those with the most closed alerts first, then those that only foresaw. */
    public List<GroupMeasures> by(Grouping by, Period period, int most) {
        Map<String, ClosedAlertMeasures> closed = closed(by.last, period);
        Map<String, EventMeasures> leads = leads(by.first, false, period);
        List<String> keys = new ArrayList<>(closed.keySet());
        leads.keySet().stream().filter(key -> !closed.containsKey(key)).sorted().forEach(keys::add);
        if (keys.size() > most) keys = keys.subList(0, most);
        Map<String, BilingualText> names = by == Grouping.POST ? posts(keys) : Map.of();
        return keys.stream()
                .map(key -> {
                    ClosedAlertMeasures told =
                            closed.getOrDefault(key, new ClosedAlertMeasures(Verdicts.NONE, ResponseTimes.NONE));
                    EventMeasures lead = leads.getOrDefault(key, new EventMeasures(0, 0, Spread.NONE));
                    return new GroupMeasures(
                            key, names.get(key), told.verdicts(), told.pace(), lead.warned(), lead.days());
                })
                .toList();
    }

    /** The latest first. */
    public CursorPage<MissedEvent> missed(Period period, String cursor, int limit) {
        Cursor after = Cursor.parse(cursor, 2);
        SqlQuery query = AlertMeasureQueries.unforeseen(period, after, limit + 1);
        List<MissedEvent> found = query.list(
                database,
                row -> new MissedEvent(
                        row.getObject("enterprise_id", UUID.class),
                        row.getString("name"),
                        AreaRef.read(row),
                        Jdbc.instant(row, "occurred_at")));
        return CursorPage.of(found, limit, missed -> Cursor.of(missed.began(), missed.enterprise()));
    }

    private Map<String, ClosedAlertMeasures> closed(String key, Period period) {
        Map<String, ClosedAlertMeasures> closed = new LinkedHashMap<>();
        AlertMeasureQueries.closedAlertsBy(key, period)
                .list(database, row -> closed.put(row.getString("key"), told(row)));
        return closed;
    }

    private Map<String, EventMeasures> leads(String key, boolean missedToo, Period period) {
        Map<String, EventMeasures> leads = new HashMap<>();
        AlertMeasureQueries.eventsBy(key, missedToo, period)
                .list(
                        database,
                        row -> leads.put(
                                row.getString("key"),
                                new EventMeasures(row.getInt("events"), row.getInt("warned"), spread(row, "lead"))));
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
                        row -> names.put(row.getString(1), new BilingualText(row.getString(2), row.getString(3))));
        return names;
    }

    private static ClosedAlertMeasures told(ResultSet row) throws SQLException {
        return new ClosedAlertMeasures(
                Verdicts.of(
                        row.getInt("closed"), row.getInt("averted"), row.getInt("happened"), row.getInt("false_alarm")),
                new ResponseTimes(
                        spread(row, "acknowledge"),
                        spread(row, "contact"),
                        spread(row, "visit"),
                        spread(row, "close")));
    }

    private static Spread spread(ResultSet row, String name) throws SQLException {
        int n = row.getInt(name + "_n");
        if (n < MIN_COUNT) return new Spread(n, null, null);
        Double[] found = (Double[]) row.getArray(name).getArray();
        return new Spread(n, rounded(found[0]), rounded(found[1]));
    }

    private static double rounded(double amount) {
        return Math.round(amount * 100) / 100.0;
    }
}
