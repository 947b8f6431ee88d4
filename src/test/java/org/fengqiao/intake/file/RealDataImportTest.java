package org.fengqiao.intake.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Stream;
import org.fengqiao.intake.CatalogueFixture;
import org.fengqiao.intake.RegistryFixture;
import org.fengqiao.intake.mapping.MappingReader;
import org.fengqiao.registry.RealData;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files as they were published: which rows are taken, which are refused and why, and that a second time changes nothing. */
@Execution(ExecutionMode.CONCURRENT)
class RealDataImportTest {
    /** What of a report does not depend on when and where it was made. */
    record Counts(
            long rows,
            long accepted,
            Map<String, Long> rejectedBy,
            long added,
            long corrected,
            long unchanged,
            long enterprisesNew) {
        static Counts of(ImportReport report) {
            return new Counts(
                    report.rows(),
                    report.accepted(),
                    report.rejectedBy(),
                    report.added(),
                    report.corrected(),
                    report.unchanged(),
                    report.enterprisesNew());
        }

        long rejected() {
            return rejectedBy.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    record Source(String mapping, String file, Counts expected) {
        @Override
        public String toString() {
            return file;
        }
    }

    @TempDir
    Path folder;

    private final RegistryFixture registry = new RegistryFixture();

    static Stream<Source> sources() {
        return Stream.of(
                new Source(
                        "jp_labor_violations",
                        "jp_labor_violations.tsv.gz",
                        new Counts(3_780, 3_665, Map.of("value-missing", 115L), 4_570, 10, 74, 3_491)),
                new Source(
                        "ca_wage_claims",
                        "ca_wage_claims.csv.gz",
                        new Counts(110_152, 110_096, Map.of("enterprise-missing", 56L), 110_096, 0, 0, 59_364)),
                new Source(
                        "us_state_wage_complaints",
                        "us_state_wage_complaints.csv.gz",
                        new Counts(
                                105_990,
                                87_006,
                                Map.of("date-is-epoch", 8_425L, "enterprise-missing", 2_343L, "value-missing", 8_216L),
                                86_901,
                                0,
                                105,
                                59_072)),
                new Source(
                        "fmcs_work_stoppages",
                        "fmcs_work_stoppages.csv.gz",
                        new Counts(14_317, 14_272, Map.of("value-missing", 45L), 14_272, 0, 0, 13_028)),
                new Source(
                        "warn_layoff_notices",
                        "warn_layoff_notices.csv.gz",
                        new Counts(
                                66_676,
                                56_709,
                                Map.of("date-in-future", 4L, "value-missing", 9_939L, "value-too-small", 24L),
                                65_933,
                                5_230,
                                420,
                                29_402)),
                new Source("cn_divisions", "cn_divisions_shenzhen.csv", new Counts(877, 877, Map.of(), 836, 0, 41, 0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sources")
    void every_real_row_is_taken_or_refused_as_expected_and_a_second_import_changes_nothing(Source source)
            throws IOException {
        addAreas();
        ImportReport first = run(source);
        assertThat(Counts.of(first)).isEqualTo(source.expected());
        assertThat(first.rejected()).isEqualTo(source.expected().rejected());
        assertThat(first.accepted() + first.rejected()).isEqualTo(first.rows());
        var content = registry.query("select count(*), count(retracted_at) from observation");

        ImportReport second = run(source);
        assertThat(second.added() + second.corrected() + second.enterprisesNew())
                .isZero();
        assertThat(second.accepted()).isEqualTo(first.accepted());
        assertThat(second.rejectedBy()).isEqualTo(first.rejectedBy());
        assertThat(registry.query("select count(*), count(retracted_at) from observation"))
                .isEqualTo(content);
    }

    private void addAreas() throws IOException {
        try (var areas = Files.newInputStream(Path.of("docs/examples/real-data/areas.csv"));
                var posts = Files.newInputStream(Path.of("docs/examples/real-data/posts.csv"))) {
            registry.areas.importCsv(areas);
            registry.posts.importCsv(posts, LocalDate.parse("2026-11-23"));
        }
    }

    private ImportReport run(Source source) {
        return registry.intake.run(
                new ImportRequest(
                        RealData.file(source.file()),
                        MappingReader.load(source.mapping()),
                        folder.resolve(source.file() + ".rejected.csv")),
                new CatalogueFixture(),
                progress -> {});
    }
}
