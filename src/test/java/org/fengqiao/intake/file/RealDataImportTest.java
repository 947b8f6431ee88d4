package org.fengqiao.intake.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.fengqiao.intake.CatalogueFixture;
import org.fengqiao.intake.RegistryFixture;
import org.fengqiao.intake.mapping.MappingReader;
import org.fengqiao.registry.RealData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealDataImportTest {
    @TempDir
    Path folder;

    private final RegistryFixture registry = new RegistryFixture();

    @Test
    void imports_the_japanese_violations_twice_and_the_second_time_nothing_is_new() throws IOException {
        addAreas();
        ImportReport first = run("jp_labor_violations", "jp_labor_violations.tsv.gz");
        assertThat(first.rows()).isEqualTo(3_780);
        assertThat(first.accepted() + first.rejected()).isEqualTo(first.rows());
        assertThat(first.added()).isPositive();
        var content = registry.query("select count(*), count(retracted_at) from observation");
        ImportReport second = run("jp_labor_violations", "jp_labor_violations.tsv.gz");
        assertThat(second.added() + second.corrected() + second.enterprisesNew())
                .isZero();
        assertThat(second.accepted()).isEqualTo(first.accepted());
        assertThat(registry.query("select count(*), count(retracted_at) from observation"))
                .isEqualTo(content);
    }

    @Test
    void imports_every_real_file_and_the_second_time_nothing_is_new() throws IOException {
        addAreas();
        for (String[] file : new String[][] {
            {"ca_wage_claims", "ca_wage_claims.csv.gz"},
            {"us_state_wage_complaints", "us_state_wage_complaints.csv.gz"},
            {"fmcs_work_stoppages", "fmcs_work_stoppages.csv.gz"},
            {"warn_layoff_notices", "warn_layoff_notices.csv.gz"},
            {"cn_divisions", "cn_divisions_shenzhen.csv"}
        }) {
            ImportReport report = run(file[0], file[1]);
            assertThat(report.accepted() + report.rejected()).isEqualTo(report.rows());
            ImportReport again = run(file[0], file[1]);
            assertThat(again.added() + again.corrected()).isZero();
        }
    }

    private void addAreas() throws IOException {
        try (var areas = Files.newInputStream(Path.of("docs/examples/real-data/areas.csv"));
                var posts = Files.newInputStream(Path.of("docs/examples/real-data/posts.csv"))) {
            registry.areas.importCsv(areas);
            registry.posts.importCsv(posts, LocalDate.parse("2026-11-23"));
        }
    }

    private ImportReport run(String mapping, String file) {
        return registry.intake.run(
                new ImportRequest(
                        RealData.file(file), MappingReader.load(mapping), folder.resolve(file + ".rejected.csv")),
                new CatalogueFixture(),
                progress -> {});
    }
}
