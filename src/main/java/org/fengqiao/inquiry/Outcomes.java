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
        Query query = OutcomeQueries.unforeseen(period, after, limit + 1);
        List<Missed> found = query.list(
                database,
                row -> new Missed(
                        row.getObject("enterprise_id", UUID.class),
                        row.getString("name"),
                        Place.read(row),
                        Jdbc.instant(row, "occurred_at")));
        return Page.of(found, limit, missed -> Cursor.of(missed.began(), missed.enterprise()));
    }

    private Map<String, Told> closed(String key, Period period) {
        Map<String, Told> closed = new LinkedHashMap<>();
        OutcomeQueries.closedBy(key, period).list(database, row -> closed.put(row.getString("key"), told(row)));
        return closed;
    }

    private Map<String, Lead> leads(String key, boolean missedToo, Period period) {
        Map<String, Lead> leads = new HashMap<>();
        OutcomeQueries.leadsBy(key, missedToo, period)
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
