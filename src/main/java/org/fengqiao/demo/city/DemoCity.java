package org.fengqiao.demo.city;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;

/**
 * An invented Bantian, or with more than 200,000 enterprises an invented Shenzhen, as the five CSV files that intake
 * reads. The same size, seed and date give the same bytes; enterprises are independent of each other and not kept.
 */
public final class DemoCity {
    public static final int DEFAULT_SIZE = 20_000;
    public static final int LARGEST_SIZE = 2_600_000;
    /** From this size on, the files contain rows that intake must reject, see {@link Summary#refused}. */
    public static final int SIZE_WITH_ERRORS = 1_000;

    private static final int PROGRESS_EVERY = 10_000;

    /** A written file; {@code rows} excludes the header and includes the rows to be rejected. */
    public record WrittenFile(String file, long rows, long bytes) {}

    /** A row that intake must reject, and why. */
    public record InvalidRow(String file, String reason, List<String> row) {}

    /**
     * @param stories number of enterprises in each story
     * @param refused rows that intake must reject, none in a small city
     */
    public record Summary(
            int enterprises, List<WrittenFile> files, Map<String, Integer> stories, List<InvalidRow> refused) {}

    private final int enterprises;
    private final long seed;
    private final RecentDays days;
    private final CityMap map;
    private final StoryCast cast;
    private final EnterpriseGenerator firms;
    private final Map<String, Integer> stories = new TreeMap<>();

    private DemoCity(int enterprises, long seed, LocalDate asOf) {
        this.enterprises = enterprises;
        this.seed = seed;
        this.days = new RecentDays(asOf);
        this.map = CityMap.of(enterprises);
        this.cast = new StoryCast(seed);
        this.firms = new EnterpriseGenerator(map);
    }

    /**
     * Writes areas.csv, posts.csv, enterprises.csv, relations.csv and observations.csv into a folder, which is created if absent.
     *
     * @param asOf the reference day; events fill the year before it
     * @param progress is told from time to time how many enterprises are written
     */
    public static Summary write(Path folder, int enterprises, long seed, LocalDate asOf, LongConsumer progress) {
        if (enterprises < 1 || enterprises > LARGEST_SIZE) {
            throw ProblemException.invalid(
                    "demo-size-out-of-range",
                    "演示企业数须在1到2600000之间，当前为" + enterprises + "；请修改 --size。",
                    "The demo has 1 to 2600000 enterprises, not " + enterprises + "; give another --size.");
        }
        try {
            Files.createDirectories(folder);
            return new DemoCity(enterprises, seed, asOf).writeInto(folder, progress);
        } catch (IOException | UncheckedIOException e) {
            throw new ProblemException(
                    ErrorKind.UNAVAILABLE,
                    "demo-folder-not-writable",
                    "无法写入文件夹" + folder + "；请检查权限和剩余空间后重试。",
                    "Cannot write into " + folder + "; check its permissions and free space, then try again.",
                    e);
        }
    }

    private Summary writeInto(Path folder, LongConsumer progress) throws IOException {
        try (var areas = new CountingCsvWriter(folder, "areas.csv");
                var posts = new CountingCsvWriter(folder, "posts.csv");
                var register = new CountingCsvWriter(folder, "enterprises.csv");
                var relations = new CountingCsvWriter(folder, "relations.csv");
                var observations = new CountingCsvWriter(folder, "observations.csv")) {
            new AreaWriter(map, areas).write();
            new PostWriter(map, posts, since()).write();
            relations.row("kind", "key", "uscc", "valid_from", "source");
            var refused = enterprises(register, relations, observations, progress);
            var files = List.of(
                    areas.written(), posts.written(), register.written(), relations.written(), observations.written());
            return new Summary(enterprises, files, Collections.unmodifiableMap(stories), refused);
        }
    }

    private List<InvalidRow> enterprises(
            CountingCsvWriter register,
            CountingCsvWriter relations,
            CountingCsvWriter observations,
            LongConsumer progress) {
        register.row(
                "uscc",
                "name",
                "industry",
                "area_code",
                "address",
                "headcount",
                "headcount_date",
                "headcount_source",
                "headcount_learnt");
        observations.row(
                "uscc",
                "indicator",
                "value",
                "occurred_on",
                "learnt_on",
                "source",
                "kind",
                "document",
                "group_size",
                "note");
        var year = new ObservationGenerator(days, cast, observations);
        var subject = "";
        for (var i = 0; i < enterprises; i++) {
            var random = SeededRandom.of(seed, i);
            var role = cast.roleOf(i);
            var firm = firms.make(i, role, random);
            register(firm, register, random);
            year.write(firm, role, random);
            if (role != null) stories.merge(role.story(), 1, Integer::sum);
            cast.bond(i, role)
                    .ifPresent(key -> relations.row(role.group(), key, firm.uscc(), since(), "demo-registry"));
            if (i == DeliberateErrors.SUBJECT) subject = firm.uscc();
            if ((i + 1) % PROGRESS_EVERY == 0 || i + 1 == enterprises) progress.accept(i + 1);
        }
        return enterprises < SIZE_WITH_ERRORS ? List.of() : refused(subject, register, observations);
    }

    private List<InvalidRow> refused(String subject, CountingCsvWriter register, CountingCsvWriter observations) {
        var refused = DeliberateErrors.of(days.asOf(), subject);
        for (var row : refused) {
            var table = row.file().equals("enterprises.csv") ? register : observations;
            table.row(row.row().toArray(String[]::new));
        }
        return refused;
    }

    /** The day from which posts are held and enterprises belong together. */
    private String since() {
        return days.asOf().minusYears(3).toString();
    }

    /** Staff were counted before the year began, so that whoever plays the year knows how many there are. */
    private static int counted(SplittableRandom random) {
        return RecentDays.YEAR + 1 + random.nextInt(330);
    }

    private void register(DemoEnterprise firm, CountingCsvWriter register, SplittableRandom random) {
        head(firm, firm.headcount(), counted(random), "enterprise-report", register);
        if (random.nextInt(200) == 0) {
            // Two sources that differ by more than a fifth: routed by the larger, flagged for a person.
            var larger = firm.headcount() + Math.max(2, firm.headcount() * 2 / 5);
            head(firm, larger, counted(random), "social-insurance", register);
        }
    }

    private void head(DemoEnterprise firm, int headcount, int ago, String source, CountingCsvWriter register) {
        register.row(
                firm.uscc(),
                firm.name(),
                firm.industry(),
                firm.areaCode(),
                firm.address(),
                Integer.toString(headcount),
                days.ago(ago),
                source,
                days.ago(ago));
    }
}
