package org.fengqiao.bench;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.HdrHistogram.Histogram;
import org.apache.commons.io.file.PathUtils;
import org.fengqiao.inquiry.enterprise.EnterpriseQueries;
import org.fengqiao.intake.file.ImportRequest;
import org.fengqiao.intake.mapping.MappingReader;
import org.fengqiao.pipeline.FileIntake;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.registry.area.AreaStore;

/**
 * How long a search for two characters takes, whoever asks, and what the index costs. Measured at the query; without HTTP
 * and login, which cost everybody the same. Some results are compared with those of reading all names.
 */
@ApplicationScoped
public class SearchBench {
    private static final String MARK = "bench:search";
    private static final String INDEX = "enterprise_search";
    private static final int PAGE = 50;
    private static final int COMPARED_ROWS = 200;
    private static final long SEED = 1;

    private final DataSource database;
    private final FileIntake intake;
    private final AreaStore areas;
    private final EnterpriseQueries enterprises;
    private final InstantSource clock;

    SearchBench(
            DataSource database,
            FileIntake intake,
            AreaStore areas,
            EnterpriseQueries enterprises,
            InstantSource clock) {
        this.database = database;
        this.intake = intake;
        this.areas = areas;
        this.enterprises = enterprises;
        this.clock = clock;
    }

    /** Of the searches that people would type, and of each different one once. */
    public record Timing(String who, long searches, double p50Ms, double p95Ms, double p99Ms, double maxMs) {}

    /** All figures are 0 if the database was filled before. */
    public record Filling(double importSeconds, double importSecondsWithoutIndex, double indexSeconds) {}

    public record Result(
            MachineInfo machine,
            long enterprises,
            long names,
            Filling filling,
            long indexMb,
            long tableMb,
            List<Timing> timings,
            int compared,
            int different) {}

    private record Name(String name, String community) {}

    private record Search(String part, String area) {}

    /** Whether a database holds this city already, or no enterprises at all. */
    public boolean isFillable() {
        return isFilled() || BenchDatabase.count(database, "select count(*) from enterprise") == 0;
    }

    private boolean isFilled() {
        return BenchDatabase.count(database, "select count(*) from source where code = '" + MARK + "'") > 0;
    }

    public Result run(int wanted, int names, int compared, Path folder, LongConsumer progress) {
        Filling filling = isFilled() ? new Filling(0, 0, 0) : fill(wanted, folder, progress);
        Map<Search, Integer> city = new LinkedHashMap<>();
        Map<Search, Integer> community = new LinkedHashMap<>();
        for (Name name : sample(names)) {
            for (String part : SearchScan.pairs(name.name())) {
                city.merge(new Search(part, ""), 1, Integer::sum);
                community.merge(new Search(part, name.community()), 1, Integer::sum);
            }
        }
        List<Timing> timings = new ArrayList<>();
        timings.addAll(time("administrator", city, progress));
        timings.addAll(time("within one community", community, progress));
        List<Search> all = new ArrayList<>(city.keySet());
        all.addAll(community.keySet());
        Collections.shuffle(all, new Random(SEED));
        List<Search> some = all.subList(0, Math.min(compared, all.size()));
        return new Result(
                MachineInfo.here(),
                BenchDatabase.count(database, "select count(*) from enterprise"),
                names,
                filling,
                megabytes("pg_relation_size('" + INDEX + "')"),
                megabytes("pg_total_relation_size('enterprise')"),
                timings,
                some.size(),
                differing(some));
    }

    /** Imports twice: first without the index, which is then built, and again with it. */
    private Filling fill(int wanted, Path folder, LongConsumer progress) {
        try {
            Files.createDirectories(folder);
            new SearchDataset(SEED).write(folder, wanted, LocalDate.ofInstant(clock.instant(), Time.CITY), progress);
            try (InputStream csv = Files.newInputStream(folder.resolve("areas.csv"))) {
                areas.importCsv(csv);
            }
            String definition = new SqlQuery("select pg_get_indexdef('" + INDEX + "'::regclass)")
                    .first(database, rows -> rows.getString(1))
                    .orElseThrow();
            BenchDatabase.execute(database, "drop index " + INDEX);
            double without = importRegister(folder, progress);
            long began = System.nanoTime();
            BenchDatabase.execute(database, definition);
            double building = seconds(began);
            BenchDatabase.execute(
                    database,
                    "truncate enterprise, enterprise_identifier, headcount_reading, reassessment_queue, import_run cascade");
            double with = importRegister(folder, progress);
            BenchDatabase.execute(database, "insert into source (code, kind) values ('" + MARK + "', 'AUTHORITY')");
            AlertDataset.vacuum(database);
            PathUtils.deleteDirectory(folder);
            return new Filling(with, without, building);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double importRegister(Path folder, LongConsumer progress) {
        long began = System.nanoTime();
        intake.importFile(
                new ImportRequest(folder.resolve("enterprises.csv"), MappingReader.load("enterprises")),
                done -> progress.accept(done.rows()));
        return seconds(began);
    }

    /** Names spread evenly over the city, each with the community that it is in. */
    private List<Name> sample(int names) {
        String sql = "select name, search_area(area_path) as community from"
                + " (select name, area_path, row_number() over (order by md5(id::text)) as n from enterprise) e where n <= ?";
        return new SqlQuery(sql, names).list(database, rows -> new Name(rows.getString(1), rows.getString(2)));
    }

    /** Each search once to warm up, then once to be measured. */
    private List<Timing> time(String who, Map<Search, Integer> searches, LongConsumer progress) {
        Histogram typed = new Histogram(TimeUnit.MINUTES.toMicros(5), 3);
        Histogram different = new Histogram(TimeUnit.MINUTES.toMicros(5), 3);
        int warmUp = Math.min(500, searches.size());
        searches.keySet().stream().limit(warmUp).forEach(search -> page(search, PAGE));
        searches.forEach((search, times) -> {
            long began = System.nanoTime();
            page(search, PAGE);
            long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began);
            typed.recordValueWithCount(micros, times);
            different.recordValue(micros);
            progress.accept(different.getTotalCount());
        });
        return List.of(timing(who, typed), timing(who + ", different ones", different));
    }

    private static Timing timing(String who, Histogram spent) {
        return new Timing(
                who,
                spent.getTotalCount(),
                BenchDatabase.ms(spent.getValueAtPercentile(50)),
                BenchDatabase.ms(spent.getValueAtPercentile(95)),
                BenchDatabase.ms(spent.getValueAtPercentile(99)),
                BenchDatabase.ms(spent.getMaxValue()));
    }

    private List<String> page(Search search, int rows) {
        var filter = new EnterpriseQueries.Filter(search.part(), List.of(search.area()), null);
        return enterprises.list(filter, true, null, rows).items().stream()
                .map(enterprise -> enterprise.id().toString())
                .toList();
    }

    private int differing(List<Search> some) {
        SearchScan scan = new SearchScan(COMPARED_ROWS);
        some.forEach(search -> scan.add(search.part(), search.area()));
        scan.read(database);
        int different = 0;
        for (int i = 0; i < some.size(); i++) {
            if (!page(some.get(i), COMPARED_ROWS).equals(scan.found(i))) different++;
        }
        return different;
    }

    private long megabytes(String size) {
        return BenchDatabase.count(database, "select " + size + " / 1048576");
    }

    private static double seconds(long began) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began) / 1000.0;
    }
}
