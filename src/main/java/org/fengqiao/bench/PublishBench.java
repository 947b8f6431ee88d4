package org.fengqiao.bench;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.Finding;
import org.fengqiao.assessment.live.LiveAssessor;
import org.fengqiao.assessment.store.AssessmentHistory;
import org.fengqiao.governance.check.ValidationReport;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.security.ApiKeys;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.content.ReleaseReader;

/**
 * What publishing costs: seconds until a release is live, whether callers notice, and whether memory is freed. Each
 * release is read, checked, compiled, run through its cases and warmed up, then recorded and swapped in.
 */
@ApplicationScoped
public class PublishBench {
    private static final int LOAD_SECONDS = 5;
    private static final int HISTORY = 100;
    /** Confidence and decay are stored in two-hundredths. */
    private static final double ROUNDED = 0.012;

    private final LiveAssessor live;
    private final ApiKeys keys;
    private final AssessmentHistory assessments;
    private final DataSource database;
    private final InstantSource clock;

    PublishBench(
            LiveAssessor live, ApiKeys keys, AssessmentHistory assessments, DataSource database, InstantSource clock) {
        this.live = live;
        this.keys = keys;
        this.assessments = assessments;
        this.database = database;
        this.clock = clock;
    }

    /**
     * @param seconds until each release was live
     * @param compiling the part of them spent on compiling it and firing every rule once
     * @param examining the part of them spent on the checks and the cases
     * @param mixed assessments whose points do not match the release they name
     */
    public record Result(
            MachineInfo machine,
            int rules,
            List<Double> seconds,
            List<Double> compiling,
            List<Double> examining,
            int rate,
            long requests,
            long failed,
            Map<String, Long> outcomes,
            long assessed,
            long mixed,
            List<Memory> memory) {}

    /** Memory after garbage collection. */
    public record Memory(int publications, int rules, double heapMb, double metaspaceMb) {}

    /** @param memoryRounds how many more publications of the unchanged rules follow without load, to observe memory */
    public Result run(
            int rules, int publications, int rate, int memoryRounds, String host, int port, LongConsumer progress) {
        Release shipped = live.get().release();
        Release base = ResizedRelease.of(shipped, rules);
        publish(base, 0);
        Instant began = clock.instant();
        List<Timing> timings = new ArrayList<>();
        Load load = underLoad(base, rate, host, port, () -> {
            for (int i = 1; i <= publications; i++) {
                timings.add(publish(base, i));
                progress.accept(i);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
            }
        });
        long[] assessed = countMixed(began);
        List<Memory> memory = new ArrayList<>();
        for (int i = 1; i <= memoryRounds; i++) {
            publish(shipped, publications + i);
            progress.accept(publications + i);
            if (i == 10 || i == memoryRounds)
                memory.add(memory(i, shipped.rules().size()));
        }
        live.switchTo(shipped, "bench");
        return new Result(
                MachineInfo.here(),
                base.rules().size(),
                timings.stream().map(Timing::total).toList(),
                timings.stream().map(Timing::compiling).toList(),
                timings.stream().map(Timing::examining).toList(),
                rate,
                load.requests,
                load.failed,
                load.outcomes,
                assessed[0],
                assessed[1],
                memory);
    }

    private record Timing(double total, double compiling, double examining) {}

    private Timing publish(Release base, int number) {
        Instant began = clock.instant();
        Release release = ReleaseReader.read(base.base(), marked(base.files(), number));
        Instant read = clock.instant();
        Assessor ready = live.prepare(release);
        Instant compiled = clock.instant();
        ValidationReport.of(ready);
        Instant examined = clock.instant();
        live.switchTo(release, "bench");
        return new Timing(seconds(began, clock.instant()), seconds(read, compiled), seconds(compiled, examined));
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }

    private static final class Load {
        private long requests;
        private long failed;
        private final Map<String, Long> outcomes = new TreeMap<>();
    }

    private Load underLoad(Release base, int rate, String host, int port, Runnable work) {
        ApiKeys.IssuedApiKey key = keys.issue(
                new ApiKeys.NewApiKey("bench", Set.of(Roles.OBSERVATIONS_WRITE), "0", Duration.ofHours(6)), "bench");
        AtomicBoolean over = new AtomicBoolean();
        String name = "publish-" + clock.instant().toEpochMilli();
        LocalDate today = LocalDate.ofInstant(clock.instant(), Time.CITY);
        RandomReports reports = new RandomReports(base, BenchDatabase.enterprises(database), today, name);
        try (OpenLoopClient client = new OpenLoopClient(host, port, "/api/v1/observations", key.key())) {
            Load load = new Load();
            client.run(Math.min(rate, 100), 2 * LOAD_SECONDS, i -> reports.json(-1 - i), sent -> {});
            CompletableFuture<Void> loading = CompletableFuture.runAsync(() -> {
                while (!over.get()) {
                    long first = load.requests;
                    OpenLoopClient.Answers answers =
                            client.run(rate, LOAD_SECONDS, i -> reports.json(first + i), sent -> {});
                    load.requests += (long) rate * LOAD_SECONDS;
                    load.failed += answers.errors();
                    answers.outcomes().forEach((outcome, count) -> load.outcomes.merge(outcome, count, Long::sum));
                }
            });
            try {
                work.run();
            } finally {
                over.set(true);
                loading.join();
            }
            return load;
        } finally {
            keys.revoke(key);
        }
    }

    /** Every second release gives other points, so that findings recorded under the wrong release are detected. */
    private static SortedMap<String, byte[]> marked(SortedMap<String, byte[]> files, int number) {
        SortedMap<String, byte[]> marked = new TreeMap<>(files);
        marked.replaceAll((file, content) -> file.startsWith("tables/") ? marked(content, number) : content);
        return marked;
    }

    private static byte[] marked(byte[] table, int number) {
        return ResizedRelease.rewrite(table, row -> {
            Map<String, String> marked = new LinkedHashMap<>(row);
            marked.computeIfPresent("points", (column, cell) -> points(cell, number));
            return List.of(marked);
        });
    }

    private static String points(String cell, int number) {
        return Double.toString(Double.parseDouble(cell) + 5 * (number % 2) + number / 1_000.0);
    }

    /** Counts the assessments made since, and those among them whose points do not match their release. */
    private long[] countMixed(Instant since) {
        // Ordered by release, because only a few releases are kept in memory.
        List<UUID> touched = BenchDatabase.ids(
                database,
                "select enterprise_id from assessment where dimension = 'labour' and assessed_at >= ?"
                        + " order by release_id",
                since);
        return Transactions.inTransaction(database, connection -> {
            long assessed = 0;
            long mixed = 0;
            Instant now = clock.instant();
            for (UUID enterprise : touched) {
                for (Assessment assessment :
                        assessments.history(connection, enterprise, Dimension.LABOUR, now, HISTORY)) {
                    if (assessment.at().isBefore(since)) continue;
                    assessed++;
                    if (!assessment.findings().stream().allMatch(PublishBench::matchesRule)) mixed++;
                }
            }
            return new long[] {assessed, mixed};
        });
    }

    private static boolean matchesRule(Finding finding) {
        double points = finding.rule().points();
        return Math.abs(finding.points() - points * finding.confidence() * finding.decay()) <= points * ROUNDED + 0.02;
    }

    /** Collects several times, for unreachable objects are freed in steps: an engine, then its container, then its classes. */
    private static Memory memory(int publications, int rules) {
        for (int i = 0; i < 4; i++) {
            ManagementFactory.getMemoryMXBean().gc();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        }
        double heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        double metaspace = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .mapToDouble((MemoryPoolMXBean pool) -> pool.getUsage().getUsed())
                .sum();
        return new Memory(publications, rules, mb(heap), mb(metaspace));
    }

    private static double mb(double bytes) {
        return Math.round(bytes / 1048576 * 10) / 10.0;
    }
}
