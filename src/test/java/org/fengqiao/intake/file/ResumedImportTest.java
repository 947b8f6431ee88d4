package org.fengqiao.intake.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.fengqiao.intake.CatalogueFixture;
import org.fengqiao.intake.RegistryFixture;
import org.fengqiao.intake.mapping.MappingReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class ResumedImportTest {
    @TempDir
    Path folder;

    private Path file;

    /** 12,000 rows of 3,000 employers: bad ones among them, and cases that are told again with another value. */
    @BeforeEach
    void write() throws IOException {
        StringBuilder text = new StringBuilder("Employer,Case Number,NAICS,\"City, State\",# Idled,Start Date\n");
        for (int i = 0; i < 12_000; i++) {
            text.append("Firm ")
                    .append(i % 3_000)
                    .append(",C")
                    .append(i % 3_000)
                    .append(",31,\"Boston, MA\",")
                    .append(i % 97 == 0 ? "-1" : Integer.toString(i / 6_000 + 1))
                    .append(",2024-0")
                    .append(i % 3_000 % 9 + 1)
                    .append("-05\n");
        }
        file = Files.writeString(folder.resolve("stoppages.csv"), text);
    }

    @Test
    void a_resumed_import_ends_as_if_never_interrupted() throws IOException {
        RegistryFixture undisturbed = new RegistryFixture();
        ImportReport expected = run(undisturbed, progress -> {});
        String rejections = Files.readString(expected.rejections());
        RegistryFixture disturbed = new RegistryFixture();
        for (int chunk = 1; chunk <= 2; chunk++) {
            long breakAt = chunk * 5_000L;
            assertThatThrownBy(() -> run(disturbed, progress -> {
                        if (progress.rows() == breakAt) {
                            throw new IllegalStateException("killed");
                        }
                    }))
                    .hasMessage("killed");
        }
        ImportReport report = run(disturbed, progress -> {});
        assertThat(disturbed.content()).isEqualTo(undisturbed.content());
        assertThat(report.added()).isEqualTo(expected.added()).isPositive();
        assertThat(report.corrected()).isEqualTo(expected.corrected()).isPositive();
        assertThat(report.enterprisesNew()).isEqualTo(3_000);
        assertThat(report.accepted() + report.rejected()).isEqualTo(12_000);
        assertThat(Files.readString(report.rejections())).isEqualTo(rejections);
    }

    @Test
    void a_second_import_adds_nothing() {
        RegistryFixture registry = new RegistryFixture();
        run(registry, progress -> {});
        long rows = registry.query("select key from observation").size();
        ImportReport again = run(registry, progress -> {});
        assertThat(again.added() + again.corrected() + again.enterprisesNew()).isZero();
        assertThat(registry.query("select key from observation")).hasSize((int) rows);
    }

    private ImportReport run(RegistryFixture registry, Consumer<ImportProgress> progress) {
        return registry.intake.run(
                new ImportRequest(file, MappingReader.load("fmcs_work_stoppages")), new CatalogueFixture(), progress);
    }
}
