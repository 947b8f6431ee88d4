package org.fengqiao.alerting.suppression;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.policy.Dimension;

/**
 * How many alerts a rule or source was expected to cause today and how many it did, both counted from the alerts by the day
 * they took their tier. The expectation is read once a day; today's count is read for each batch or, on a busy day, cached
 * for a moment.
 */
@ApplicationScoped
public class AlertBaseline {
    private static final String COUNTS = """
            select (tier_since at time zone 'Asia/Shanghai')::date as day, lead_rule, source, count(*) as alerts
            from alert where dimension = ? and tier_since >= ? and tier_since < ? group by 1, 2, 3""";

    /** With more alerts a day than this, counting them for each batch would cost a pass quadratic time. */
    private static final int BUSY = 2_000;
    /** For this long alerts of other nodes are not counted; those of this node are, even if rolled back. */
    private static final Duration CACHED_FOR = Duration.ofSeconds(5);

    private final SuppressionSettings settings;
    private final DataSource database;
    private final InstantSource clock;
    private final Map<Dimension, BusyDay> busy = new ConcurrentHashMap<>();
    private final Map<Dimension, DayBaseline> kept = new ConcurrentHashMap<>();

    AlertBaseline(SuppressionSettings settings, DataSource database, InstantSource clock) {
        this.settings = settings;
        this.database = database;
        this.clock = clock;
    }

    private record DayBaseline(LocalDate day, Map<AlertThrottle.Subject, Integer> forecasts) {}

    private record BusyDay(LocalDate day, Instant at, AlertThrottle throttle) {}

    private record Count(LocalDate day, String rule, String source, int alerts) {}

    /** One rule or source today: how many alerts it caused, how many were expected, and from how many on it is throttled. */
    public record ThrottleLoad(String kind, String name, int today, int expected, int limit) {}

    public AlertThrottle throttle(Connection connection, Dimension dimension, Instant at) throws SQLException {
        LocalDate day = LocalDate.ofInstant(at, Time.CITY);
        BusyDay last = busy.get(dimension);
        if (last != null
                && last.day().equals(day)
                && Duration.between(last.at(), at).abs().compareTo(CACHED_FOR) < 0) return last.throttle();
        List<Count> counts = counts(connection, dimension, day, day.plusDays(1));
        Map<AlertThrottle.Subject, Integer> today = new HashMap<>();
        byDay(counts)
                .forEach((subject, days) -> today.put(
                        subject, days.values().stream().mapToInt(n -> n).sum()));
        AlertThrottle throttle = new AlertThrottle(
                forecasts(connection, dimension, day),
                today,
                settings.throttle().floor(),
                settings.throttle().factor());
        if (counts.stream().mapToInt(Count::alerts).sum() >= BUSY) busy.put(dimension, new BusyDay(day, at, throttle));
        else busy.remove(dimension);
        return throttle;
    }

    /** Today's load of each rule and source that caused an alert, heaviest first. */
    public List<ThrottleLoad> loads(Dimension dimension) {
        return Transactions.inTransaction(database, connection -> throttle(connection, dimension, clock.instant())
                .loads());
    }

    private Map<AlertThrottle.Subject, Integer> forecasts(Connection connection, Dimension dimension, LocalDate day)
            throws SQLException {
        DayBaseline known = kept.get(dimension);
        if (known != null && known.day().equals(day)) return known.forecasts();
        Map<AlertThrottle.Subject, Integer> forecasts = new HashMap<>();
        byDay(counts(connection, dimension, day.minusDays(settings.throttle().history()), day))
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
        return StatementBatch.execute(
                connection,
                new SqlStatement<>(
                        COUNTS,
                        AlertBaseline::read,
                        Parameter.of(dimension.code()),
                        Parameter.of(Jdbc.utc(from.atStartOfDay(Time.CITY).toInstant())),
                        Parameter.of(Jdbc.utc(to.atStartOfDay(Time.CITY).toInstant()))));
    }

    private static List<Count> read(ResultSet rows) throws SQLException {
        List<Count> counts = new ArrayList<>();
        while (rows.next()) {
            counts.add(new Count(
                    rows.getObject("day", LocalDate.class),
                    rows.getString("lead_rule"),
                    rows.getString("source"),
                    rows.getInt("alerts")));
        }
        return counts;
    }
}
