package org.fengqiao.intake.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.fengqiao.intake.CatalogueFixture;
import org.fengqiao.intake.RegistryFixture;
import org.fengqiao.intake.file.ImportRequest;
import org.fengqiao.intake.mapping.MappingReader;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.jdbc.Transactions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class ReportIntakeTest {
    private static final String CODE = "91440307MA0TE00180";
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");
    private static final Reporter OFFICE = new Reporter("office", "4403.440307.", null, null, false);

    @TempDir
    Path folder;

    private final RegistryFixture registry = new RegistryFixture();
    /** Without files; those are AttachmentStoryTest's. */
    private final ReportIntake reports = new ReportIntake(registry.observations, null, RegistryFixture.CLOCK);

    @BeforeEach
    void addEnterprise() throws IOException {
        Path file = Files.writeString(folder.resolve("e.csv"), "uscc,name,area_code\n" + CODE + ",甲,440307013\n");
        registry.intake.run(
                new ImportRequest(file, MappingReader.load("enterprises")), new CatalogueFixture(), p -> {});
    }

    @Test
    void answers_row_by_row_and_names_the_enterprise() {
        AcceptedBatch accepted = accept(
                List.of(
                        report(CODE, "WAG01", 9.0, null),
                        report(CODE, "WAG99", 1.0, null),
                        report("91440307MA0TE0026T", "WAG01", 1.0, null)),
                OFFICE,
                null);
        assertThat(accepted.answer().rows())
                .extracting(BatchAnswer.RowAnswer::code)
                .containsExactly(null, "indicator-unknown", "enterprise-unknown");
        assertThat(accepted.enterprises())
                .containsExactly(
                        registry.enterprises.findByUscc(CODE).orElseThrow().id());
    }

    @Test
    void gives_the_same_answer_under_the_same_key_and_refuses_another_body_under_it() {
        List<ObservationRequest> batch = List.of(report(CODE, "WAG01", 9.0, null));
        AcceptedBatch first = accept(batch, OFFICE, "k1");
        AcceptedBatch again = accept(batch, OFFICE, "k1");
        assertThat(again.answer()).isEqualTo(first.answer());
        assertThat(again.repeated()).isTrue();
        assertThatThrownBy(() -> accept(List.of(report(CODE, "WAG01", 10.0, null)), OFFICE, "k1"))
                .isInstanceOfSatisfying(
                        ProblemException.class, f -> assertThat(f.code()).isEqualTo("idempotency-key-reused"));
        assertThat(registry.query("select value from observation")).containsExactly("9.0");
    }

    @Test
    void refuses_enterprises_outside_the_callers_area() {
        Reporter luohu = new Reporter("luohu", "4403.440303.", null, null, false);
        assertThat(accept(List.of(report(CODE, "WAG01", 9.0, null)), luohu, null)
                        .answer()
                        .rows()
                        .get(0)
                        .code())
                .isEqualTo("outside-your-area");
    }

    @Test
    void lets_an_officer_report_but_not_establish_facts() {
        UUID account = UUID.randomUUID();
        Reporter officer = new Reporter("chen", "4403.440307.440307013.", account, "OFFICER", false);
        accept(List.of(report(CODE, "WAG01", 9.0, "判决书 13800138000")), officer, null);
        assertThat(
                        registry.query(
                                "select s.kind, established, reporter, evidence from observation join source s on s.id = source_id"))
                .containsExactly("OFFICER|false|" + account + "|判决书 ***");
    }

    @Test
    void only_an_official_decision_with_its_document_establishes_a_fact() {
        for (String kind : List.of("ENTERPRISE", "AUTHORITY", "OFFICIAL_DECISION")) {
            for (String document : new String[] {"决〔2026〕1号", null, " "}) {
                var said =
                        new ObservationRequest(CODE, null, "WAG05", 1.0, DAY, null, kind, document, null, null, null);
                accept(List.of(said), OFFICE, null);
            }
        }
        assertThat(registry.query(
                        "select s.kind, evidence from observation join source s on s.id = source_id where established"))
                .containsExactly("OFFICIAL_DECISION|决〔2026〕1号");
        assertThat(registry.query("select count(*) from observation where not established"))
                .containsExactly("8");
    }

    @Test
    void leaves_psychological_reports_and_nothing_else_to_care_staff() {
        Reporter care = new Reporter("care-staff", "4403.440307.", UUID.randomUUID(), null, true);
        var group = new ObservationRequest(CODE, null, "PSY02", 25.0, DAY, null, "AUTHORITY", null, 60, null, null);
        assertThat(code(group, OFFICE)).isEqualTo("not-your-side");
        assertThat(code(group, care)).isNull();
        assertThat(code(report(CODE, "WAG01", 9.0, null), care)).isEqualTo("not-your-side");
    }

    private AcceptedBatch accept(List<ObservationRequest> batch, Reporter caller, String key) {
        return together(new ReportIntake.ReportBatch(batch, caller, key)).get(0);
    }

    private List<AcceptedBatch> together(ReportIntake.ReportBatch... told) {
        return Transactions.inTransaction(
                registry.source, connection -> reports.accept(connection, List.of(told), new CatalogueFixture()));
    }

    @Test
    void reports_committed_together_each_get_their_own_answer() {
        Reporter luohu = new Reporter("luohu", "4403.440303.", null, null, false);
        accept(List.of(report(CODE, "WAG01", 1.0, "")), OFFICE, "before");
        List<AcceptedBatch> answers = together(
                new ReportIntake.ReportBatch(List.of(report(CODE, "WAG01", 9.0, "a")), OFFICE, "first"),
                new ReportIntake.ReportBatch(List.of(report(CODE, "WAG01", 9.0, "a")), luohu, null),
                new ReportIntake.ReportBatch(List.of(report(CODE, "WAG01", 1.0, "")), OFFICE, "before"),
                new ReportIntake.ReportBatch(
                        List.of(report(CODE, "WAG01", 9.0, "a"), report(CODE, "WAG01", 8.0, "b")), OFFICE, null));
        assertThat(answers)
                .extracting(one -> one.answer().added() + "|" + one.answer().unchanged() + "|"
                        + one.answer().rejected() + "|" + one.repeated())
                .containsExactly("1|0|0|false", "0|0|1|false", "1|0|0|true", "1|1|0|false");
        assertThat(accept(List.of(report(CODE, "WAG01", 9.0, "a")), OFFICE, "first")
                        .repeated())
                .isTrue();
    }

    @Test
    void the_same_key_twice_in_one_commit_is_refused_so_that_each_is_retried_alone() {
        ReportIntake.ReportBatch told =
                new ReportIntake.ReportBatch(List.of(report(CODE, "WAG01", 9.0, "a")), OFFICE, "same");
        assertThatThrownBy(() -> together(told, told)).isInstanceOf(RuntimeException.class);
        assertThat(registry.query("select count(*) from observation")).containsExactly("0");
    }

    private String code(ObservationRequest said, Reporter caller) {
        return accept(List.of(said), caller, null).answer().rows().get(0).code();
    }

    @Test
    void corrects_an_observation_reported_under_the_same_number() {
        accept(List.of(numbered(9.0)), OFFICE, null);
        AcceptedBatch second = accept(List.of(numbered(12.0)), OFFICE, null);
        assertThat(second.answer().corrected()).isEqualTo(1);
        assertThat(registry.query("select value from observation where retracted_at is null"))
                .containsExactly("12.0");
    }

    private static ObservationRequest numbered(double value) {
        return new ObservationRequest(CODE, null, "WAG01", value, DAY, null, "AUTHORITY", null, null, "case 7", null);
    }

    private static ObservationRequest report(String uscc, String indicator, Double value, String document) {
        return new ObservationRequest(uscc, null, indicator, value, DAY, null, "AUTHORITY", document, null, null, null);
    }
}
