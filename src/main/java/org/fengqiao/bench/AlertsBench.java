package org.fengqiao.bench;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.ToIntFunction;
import javax.sql.DataSource;
import org.HdrHistogram.Histogram;
import org.fengqiao.inquiry.CursorPage;
import org.fengqiao.inquiry.alert.AlertDossier;
import org.fengqiao.inquiry.alert.AlertFilter;
import org.fengqiao.inquiry.alert.AlertQueries;
import org.fengqiao.inquiry.alert.AlertSummary;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Tier;
import org.fengqiao.policy.publication.Releases;

/**
 * How long people wait for their lists among very many alerts. Measured at the queries, from the user name to the rows of
 * the page; without HTTP and login, which cost everybody the same.
 */
@ApplicationScoped
public class AlertsBench {
    private static final int ROWS = 50;
    private static final int DEEP_PAGE = 20;

    private final DataSource database;
    private final AlertQueries alerts;
    private final AlertDossier dossier;
    private final Releases releases;
    private final InstantSource clock;

    AlertsBench(
            DataSource database, AlertQueries alerts, AlertDossier dossier, Releases releases, InstantSource clock) {
        this.database = database;
        this.alerts = alerts;
        this.dossier = dossier;
        this.releases = releases;
        this.clock = clock;
    }

    /** @param rows that the last execution returned */
    public record Timing(String who, String what, int rows, double p50Ms, double p95Ms, double p99Ms) {}

    /** @param filledInSeconds 0 if the database was filled before */
    public record Result(MachineInfo machine, long alerts, long filledInSeconds, int rounds, List<Timing> timings) {
        public Timing of(String who, String what) {
            return timings.stream()
                    .filter(timing -> timing.who().equals(who) && timing.what().equals(what))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /**
     * Somebody who lists alerts.
     *
     * @param username lists the alerts of their posts; null for those of the whole area
     */
    private record Person(String name, String username, String areaPath) {}

    public Result run(int wanted, int rounds, LongConsumer filled) {
        long began = System.nanoTime();
        long existing = AlertDataset.alerts(database);
        if (existing == 0) {
            Release release = releases.live();
            AlertDataset.fill(
                    database, wanted, release.id(), release.routes().get(0).id(), clock.instant(), filled);
        }
        long seconds = existing > 0 ? 0 : TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
        return new Result(MachineInfo.here(), AlertDataset.alerts(database), seconds, rounds, measure(rounds));
    }

    private List<Timing> measure(int rounds) {
        int middle = AlertDataset.communities() / 3;
        List<Person> people = List.of(
                new Person("lead, busiest community", AlertDataset.lead(0), AlertDataset.pathOfCommunity(0)),
                new Person("lead, a middling one", AlertDataset.lead(middle), AlertDataset.pathOfCommunity(middle)),
                new Person("officer of a sub-district", null, AlertDataset.pathOfSubdistrict(middle)),
                new Person("head, busiest sub-district", AlertDataset.head(0), AlertDataset.pathOfSubdistrict(0)),
                new Person("administrator", null, ""));
        Map<String, ToIntFunction<Person>> queries = new LinkedHashMap<>();
        queries.put("open", who -> firstPage(filter(who, null, AlertFilter.State.OPEN)));
        queries.put("open, red", who -> firstPage(filter(who, Tier.RED, AlertFilter.State.OPEN)));
        queries.put("closed", who -> firstPage(filter(who, null, AlertFilter.State.CLOSED)));
        queries.put(
                "counts by tier",
                who -> alerts.countsByTier(filter(who, null, AlertFilter.State.OPEN)).values().stream()
                        .mapToInt(Integer::intValue)
                        .sum());
        List<Timing> timings = new ArrayList<>();
        queries.forEach((what, query) -> timings.addAll(time(what, people, query, rounds)));
        Map<String, String> cursors = new LinkedHashMap<>();
        people.forEach(who -> cursors.put(who.name(), cursorOfDeepPage(who)));
        timings.addAll(time(
                "open, page " + DEEP_PAGE,
                people,
                who -> alerts.list(filter(who, null, AlertFilter.State.OPEN), cursors.get(who.name()), ROWS)
                        .items()
                        .size(),
                rounds));
        Map<String, UUID> gravest = new LinkedHashMap<>();
        people.forEach(who -> gravest.put(
                who.name(),
                alerts.list(filter(who, null, AlertFilter.State.OPEN), null, 1)
                        .items()
                        .get(0)
                        .id()));
        timings.addAll(time(
                "detail",
                people,
                who -> dossier.of(gravest.get(who.name()), Dimension.LABOUR, who.areaPath())
                        .map(detail -> 1)
                        .orElse(0),
                rounds));
        return timings;
    }

    /** People take turns, so that other load on the machine affects all alike. */
    private static List<Timing> time(String what, List<Person> people, ToIntFunction<Person> query, int rounds) {
        Map<Person, Histogram> spent = new LinkedHashMap<>();
        Map<Person, Integer> rows = new LinkedHashMap<>();
        people.forEach(who -> spent.put(who, new Histogram(TimeUnit.MINUTES.toMicros(5), 3)));
        int warmUp = Math.max(3, rounds / 4);
        for (int round = -warmUp; round < rounds; round++) {
            for (Person who : people) {
                long began = System.nanoTime();
                rows.put(who, query.applyAsInt(who));
                if (round >= 0) spent.get(who).recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began));
            }
        }
        return people.stream()
                .map(who -> new Timing(
                        who.name(),
                        what,
                        rows.get(who),
                        ms(spent.get(who), 50),
                        ms(spent.get(who), 95),
                        ms(spent.get(who), 99)))
                .toList();
    }

    private static double ms(Histogram spent, double percentile) {
        return BenchDatabase.ms(spent.getValueAtPercentile(percentile));
    }

    private int firstPage(AlertFilter filter) {
        return alerts.list(filter, null, ROWS).items().size();
    }

    private String cursorOfDeepPage(Person who) {
        String cursor = null;
        for (int page = 1; page < DEEP_PAGE; page++) {
            CursorPage<AlertSummary> found = alerts.list(filter(who, null, AlertFilter.State.OPEN), cursor, ROWS);
            if (found.next() == null) return cursor;
            cursor = found.next();
        }
        return cursor;
    }

    private AlertFilter filter(Person who, Tier tier, AlertFilter.State state) {
        AlertFilter.PostSelector whose =
                who.username() == null ? null : AlertFilter.PostSelector.heldBy(who.username(), clock.instant());
        return new AlertFilter(Dimension.LABOUR, List.of(who.areaPath()), whose, AlertFilter.PostRole.ANY, tier, state);
    }
}
