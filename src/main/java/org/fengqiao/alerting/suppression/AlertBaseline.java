package org.fengqiao.alerting.suppression;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.fengqiao.platform.Time;
import org.fengqiao.policy.Dimension;

/**
 * How many alerts a rule or source was to be expected to bring, and how many it brought today: both counted from the alerts
 * themselves, by the day they took their tier. History is read once a day and kept; today is read for each batch
 * or, on a day of many, kept for a moment.
 */
@ApplicationScoped
public class AlertBaseline {
    private static final String COUNTS = """
            select (tier_since at time zone 'Asia/Shanghai')::date as day, lead_rule, source, count(*) as alerts
            from alert where dimension = ? and tier_since >= ? and tier_since < ? group by 1, 2, 3""";

    /** From so many alerts on, counting today's anew costs a pass more than its batches: it would grow with their square. */
    private static final int MANY = 2_000;
    /** For so long what other nodes raise is not seen; what this one raises is, also where it was rolled back. */
    private static final Duration A_MOMENT = Duration.ofSeconds(5);

    private final SuppressionSettings settings;
    private final Map<Dimension, BusyDay> busy = new ConcurrentHashMap<>();
    private final Map<Dimension, DayBaseline> kept = new ConcurrentHashMap<>();

    AlertBaseline(SuppressionSettings settings) {
        this.settings = settings;
    }

    private record DayBaseline(LocalDate day, Map<AlertThrottle.Subject, Integer> forecasts) {}

    private record BusyDay(LocalDate day, Instant at, AlertThrottle brake) {}

    private record Count(LocalDate day, String rule, String source, int alerts) {}

    /** One rule or source today: how many came, how many were expected, and from how many on the brake is on. */
    public record ThrottleLoad(String kind, String name, int today, int expected, int limit) {}

    public AlertThrottle brake(Connection connection, Dimension dimension, Instant at) throws SQLException {
        LocalDate day = LocalDate.ofInstant(at, Time.CITY);
        BusyDay last = busy.get(dimension);
        if (last != null
                && last.day().equals(day)
                && Duration.between(last.at(), at).abs().compareTo(A_MOMENT) < 0) return last.brake();
        List<Count> counts = counts(connection, dimension, day, day.plusDays(1));
        Map<AlertThrottle.Subject, Integer> today = new HashMap<>();
        byDay(counts)
                .forEach((subject, days) -> today.put(
                        subject, days.values().stream().mapToInt(n -> n).sum()));
        AlertThrottle brake = new AlertThrottle(
                forecasts(connection, dimension, day),
                today,
                settings.brake().floor(),
                settings.brake().factor());
        if (counts.stream().mapToInt(Count::alerts).sum() >= MANY) busy.put(dimension, new BusyDay(day, at, brake));
        else busy.remove(dimension);
        return brake;
    }

    /** Today's load of whatever brought an alert today, the heaviest first. */
    List<ThrottleLoad> loads(Connection connection, Dimension dimension, Instant at) throws SQLException {
        return brake(connection, dimension, at).loads();
    }

    private Map<AlertThrottle.Subject, Integer> forecasts(Connection connection, Dimension dimension, LocalDate day)
            throws SQLException {
        DayBaseline known = kept.get(dimension);
        if (known != null && known.day().equals(day)) return known.forecasts();
        Map<AlertThrottle.Subject, Integer> forecasts = new HashMap<>();
        byDay(counts(connection, dimension, day.minusDays(settings.brake().history()), day))
                .forEach((subject, days) -> forecasts.put(subject, AlertThrottle.forecast(days)));
        kept.put(dimension, new DayBaseline(day, forecasts));
        return forecasts;
    }

    private static Map<AlertThrottle.Subject, Map<LocalDate, Integer>> byDay(List<Count> counts) {
        Map<AlertThrottle.Subject, Map<LocalDate, Integer>> byDay = new HashMap<>();
        for (Count count : counts) {
            add(byDay, AlertThrottle.CountedBy.RULE, count.rule(), count);
            add(byDay, AlertThrottle.CountedBy.SOURCE, count.source(), count);
        }
        return byDay;
    }

    private static void add(
            Map<AlertThrottle.Subject, Map<LocalDate, Integer>> byDay,
            AlertThrottle.CountedBy kind,
            String name,
            Count count) {
        if (name == null) return;
        byDay.computeIfAbsent(new AlertThrottle.Subject(kind, name), subject -> new HashMap<>())
                .merge(count.day(), count.alerts(), Integer::sum);
    }

    private static List<Count> counts(Connection connection, Dimension dimension, LocalDate from, LocalDate to)
            throws SQLException {
        List<Count> counts = new java.util.ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(COUNTS)) {
            select.setString(1, dimension.code());
            select.setTimestamp(2, Timestamp.from(from.atStartOfDay(Time.CITY).toInstant()));
            select.setTimestamp(3, Timestamp.from(to.atStartOfDay(Time.CITY).toInstant()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    counts.add(new Count(
                            row.getObject("day", LocalDate.class),
                            row.getString("lead_rule"),
                            row.getString("source"),
                            row.getInt("alerts")));
                }
            }
        }
        return counts;
    }
}
