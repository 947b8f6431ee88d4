package org.fengqiao.demo.year;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.fengqiao.inquiry.CursorPage;
import org.fengqiao.inquiry.alert.AlertFilter;
import org.fengqiao.inquiry.alert.AlertQueries;
import org.fengqiao.inquiry.alert.AlertSummary;
import org.fengqiao.inquiry.measure.AlertMeasures;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.policy.Dimension;

/** Counts what the demonstration has to show. */
@ApplicationScoped
public class DemoTally {
    private static final Duration MEASURED = Duration.ofDays(366);
    private static final int PAGE = 500;

    private static final String MISSED = """
            select count(*) filter (where c.completed_at is null and c.due_at < ?) / greatest(count(*), 1)::float8
            from alert_clock c join alert a on a.id = c.alert_id
            where a.closed_at is null and c.stopped_at is null and c.due_at is not null""";

    private static final String RECOVERED = """
            select count(distinct a.enterprise_id) from alert a join assessment s
                on s.enterprise_id = a.enterprise_id and s.dimension = a.dimension
            where a.dimension = 'labour' and a.tier in ('YELLOW', 'ORANGE', 'RED') and s.tier in ('GREEN', 'GREY')""";

    private final AlertQueries alerts;
    private final AlertMeasures measures;
    private final DataSource database;
    private final InstantSource clock;

    DemoTally(AlertQueries alerts, AlertMeasures measures, DataSource database, InstantSource clock) {
        this.alerts = alerts;
        this.measures = measures;
        this.database = database;
        this.clock = clock;
    }

    public DemoCounts count() {
        Instant now = clock.instant();
        AlertMeasures.Summary measured =
                measures.summary(new AlertMeasures.Period(List.of(), now.minus(MEASURED), now));
        Map<String, Integer> sentences = sentences();
        int listed = sentences.values().stream().mapToInt(n -> n).sum();
        int most = sentences.values().stream().mapToInt(n -> n).max().orElse(0);
        AlertMeasures.EventCoverage events = measured.events();
        return new DemoCounts(
                number("select count(*) from enterprise"),
                number("select count(*) from alert"),
                by("select state, count(*) from alert group by 1 order by 1"),
                by("select outcome, count(*) from alert where closed_at is not null group by 1 order by 1"),
                by("select tier, count(*) from alert group by 1 order by min(severity) desc"),
                sentences.size(),
                listed == 0 ? 0 : (double) most / listed,
                number("select count(distinct alert_id) from alert_event where event = 'ESCALATED'"),
                number("select count(*) from alert_event where event = 'REOPENED'"),
                number("select count(distinct group_lead_id) from alert where group_lead_id is not null"),
                by("select reason, count(*) from alert_suppression group by 1 order by 1"),
                number("select count(*) from notification where kind = 'DIGEST'"),
                number("select count(*) from silence"),
                number("select count(*) from absence"),
                events.events() - events.missed(),
                events.missed(),
                events.daysOfLead().median(),
                measured.verdicts().precision(),
                number(RECOVERED),
                by("select state, count(*) from mediation_case group by 1 order by 1"),
                by(
                        "select substr(event, 11), count(*) from alert_event where event like 'MEDIATION%' group by 1 order by 1"),
                by("select kind, count(*) from publication group by 1 order by 1"),
                number("select count(*) from notification where kind = 'OUTCOME'"),
                share(now.plus(Duration.ofHours(1))));
    }

    /** The sentence that a list shows of each alert. */
    private Map<String, Integer> sentences() {
        Map<String, Integer> sentences = new HashMap<>();
        for (AlertFilter.State state : AlertFilter.State.values()) {
            for (Dimension dimension : List.of(Dimension.LABOUR, Dimension.CARE)) {
                String cursor = null;
                do {
                    CursorPage<AlertSummary> page =
                            alerts.list(new AlertFilter(dimension, List.of(), null, null, null, state), cursor, PAGE);
                    page.items().forEach(alert -> sentences.merge(alert.reason().zh(), 1, Integer::sum));
                    cursor = page.next();
                } while (cursor != null);
            }
        }
        return sentences;
    }

    private double share(Instant soon) {
        return new SqlQuery(MISSED, soon)
                .first(database, rows -> rows.getDouble(1))
                .orElse(0.0);
    }

    private int number(String sql) {
        return new SqlQuery(sql).first(database, rows -> rows.getInt(1)).orElse(0);
    }

    private Map<String, Integer> by(String sql) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        new SqlQuery(sql).list(database, rows -> counts.put(rows.getString(1), rows.getInt(2)));
        return counts;
    }
}
