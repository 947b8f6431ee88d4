package org.fengqiao.bench;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.HdrHistogram.Histogram;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.live.LiveAssessor;
import org.fengqiao.assessment.store.AssessmentHistory;
import org.fengqiao.pipeline.AssessmentReplay;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.security.ApiKeys;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.policy.Dimension;

/** Sends observations over HTTP, each answered once its assessment and alert are committed; then checks that all are stored. */
@ApplicationScoped
public class EventBench {
    /** Slow enough to leave a core to the JIT compiler. */
    private static final int WARM_UP_RATE = 100;

    private static final int PROBE_SECONDS = 15;
    private static final double HELD_P99_MS = 20;
    private static final int CHECKED_AT_ONCE = 1_000;

    private final ApiKeys keys;
    private final LiveAssessor live;
    private final AssessmentReplay replay;
    private final AssessmentHistory assessments;
    private final DataSource database;
    private final InstantSource clock;

    EventBench(
            ApiKeys keys,
            LiveAssessor live,
            AssessmentReplay replay,
            AssessmentHistory assessments,
            DataSource database,
            InstantSource clock) {
        this.keys = keys;
        this.live = live;
        this.replay = replay;
        this.assessments = assessments;
        this.database = database;
        this.clock = clock;
    }

    /**
     * One run at one rate; latencies from the moment a request was due.
     *
     * @param accepted requests answered with 200 or 201
     * @param stored observations of this run in the database
     * @param asFresh reported enterprises whose stored assessment equals a fresh one
     */
    public record Run(
            int rate,
            int seconds,
            long accepted,
            long errors,
            Map<String, Long> outcomes,
            double p50Ms,
            double p99Ms,
            double p999Ms,
            double maxMs,
            long stored,
            long enterprises,
            long asFresh,
            long raised,
            long upgraded) {
        /** Whether it was fast enough and without errors. */
        boolean held() {
            return errors == 0 && p99Ms <= HELD_P99_MS;
        }

        /** Whether every accepted report is stored and assessed. */
        public boolean complete() {
            return stored >= accepted && asFresh == enterprises;
        }
    }

    /** @param probes short runs in search of the highest rate, which the last of {@code runs} sustained for its full time */
    public record Result(
            MachineInfo machine,
            long enterprises,
            String release,
            List<Run> runs,
            List<Run> probes,
            int peakMemoryMb) {}

    /** Is told the rate of the next run, and how many of its requests are sent. */
    public interface Listener {
        AutoCloseable begins(int rate, int seconds);

        void sent(long requests, long total);
    }

    /**
     * @param warmUp seconds of requests before the measurement, for the JIT compiler
     * @param highest also search for the highest sustained rate: p99 of at most 20 ms and no error
     * @param host where the web server of this process listens
     */
    public Result run(int rate, int seconds, int warmUp, boolean highest, String host, int port, Listener listener) {
        live.get();
        List<UUID> enterprises = BenchDatabase.enterprises(database);
        ApiKeys.IssuedApiKey key = keys.issue(
                new ApiKeys.NewApiKey("bench", Set.of(Roles.OBSERVATIONS_WRITE), "0", Duration.ofHours(6)), "bench");
        try (OpenLoopClient client = new OpenLoopClient(host, port, "/api/v1/observations", key.key())) {
            List<Run> runs = new ArrayList<>();
            List<Run> probes = new ArrayList<>();
            if (warmUp > 0) measure(client, enterprises, Math.min(rate, WARM_UP_RATE), warmUp, listener);
            runs.add(measure(client, enterprises, rate, seconds, listener));
            if (highest) {
                int found = highest(rate, r -> {
                    Run probe = measure(client, enterprises, r, PROBE_SECONDS, listener);
                    probes.add(probe);
                    return probe.held();
                });
                Run full = measure(client, enterprises, found, seconds, listener);
                while (!full.held() && full.rate() > 10) {
                    runs.add(full);
                    full = measure(client, enterprises, full.rate() * 9 / 10, seconds, listener);
                }
                runs.add(full);
            }
            return new Result(
                    MachineInfo.here(),
                    enterprises.size(),
                    live.get().release().id(),
                    runs,
                    probes,
                    MachineInfo.peakMemoryMb());
        } finally {
            keys.revoke(key);
        }
    }

    /** Doubles or halves the rate until the answer changes, then narrows the range down to a tenth. */
    static int highest(int from, IntPredicate holds) {
        int low = 0;
        int high = 0;
        for (int rate = from; low == 0 || high == 0; rate = high == 0 ? rate * 2 : rate / 2) {
            if (rate == 0) return 1;
            if (holds.test(rate)) low = rate;
            else high = rate;
        }
        while (high - low > Math.max(1, low / 10)) {
            int middle = (low + high) / 2;
            if (holds.test(middle)) low = middle;
            else high = middle;
        }
        return low;
    }

    private Run measure(OpenLoopClient client, List<UUID> enterprises, int rate, int seconds, Listener listener) {
        Instant began = clock.instant();
        String name = "bench-" + began.toEpochMilli();
        RandomReports reports =
                new RandomReports(live.get().release(), enterprises, LocalDate.ofInstant(began, Time.CITY), name);
        long lastEvent = count("select coalesce(max(id), 0) from alert_event");
        long total = (long) rate * seconds;
        OpenLoopClient.Answers answers;
        try (AutoCloseable line = listener.begins(rate, seconds)) {
            answers = client.run(rate, seconds, reports::json, sent -> listener.sent(sent, total));
        } catch (Exception e) {
            throw e instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        }
        Set<UUID> reported =
                LongStream.range(0, total).mapToObj(reports::enterprise).collect(Collectors.toSet());
        Histogram latencies = answers.latencies();
        return new Run(
                rate,
                seconds,
                answers.accepted(),
                answers.errors(),
                answers.outcomes(),
                BenchDatabase.ms(latencies.getValueAtPercentile(50)),
                BenchDatabase.ms(latencies.getValueAtPercentile(99)),
                BenchDatabase.ms(latencies.getValueAtPercentile(99.9)),
                BenchDatabase.ms(latencies.getMaxValue()),
                stored(began),
                reported.size(),
                asFresh(reported),
                count("select count(*) from alert_event where event = 'RAISED' and id > " + lastEvent),
                count("select count(*) from alert_event where event = 'UPGRADED' and id > " + lastEvent));
    }

    private long stored(Instant since) {
        return count("select count(*) from observation o join source s on s.id = o.source_id"
                + " where s.code = 'key:bench' and o.learnt_at >= '" + since + "'");
    }

    /** Counts the enterprises whose stored assessment has the rules of a fresh one; points decay from minute to minute. */
    private long asFresh(Collection<UUID> reported) {
        Instant now = clock.instant();
        long same = 0;
        List<UUID> all = List.copyOf(reported);
        for (int from = 0; from < all.size(); from += CHECKED_AT_ONCE) {
            List<UUID> some = all.subList(from, Math.min(all.size(), from + CHECKED_AT_ONCE));
            List<Assessment> fresh = replay.replay(some, Dimension.LABOUR, now);
            same += Transactions.inTransaction(database, connection -> {
                long equal = 0;
                for (Assessment assessment : fresh) {
                    Optional<Assessment> stored =
                            assessments.latest(connection, assessment.enterpriseId(), Dimension.LABOUR);
                    if (stored.isPresent() && rules(stored.get()).equals(rules(assessment))) equal++;
                }
                return equal;
            });
        }
        return same;
    }

    private static Set<String> rules(Assessment assessment) {
        Set<String> rules = new HashSet<>();
        assessment.findings().forEach(finding -> rules.add(finding.rule().id()));
        return rules;
    }

    private long count(String sql) {
        return BenchDatabase.count(database, sql);
    }
}
