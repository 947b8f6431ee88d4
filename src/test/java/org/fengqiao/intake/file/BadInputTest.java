package org.fengqiao.intake.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.fengqiao.intake.CatalogueFixture;
import org.fengqiao.intake.RegistryFixture;
import org.fengqiao.intake.mapping.Mapping;
import org.fengqiao.intake.mapping.MappingReader;
import org.fengqiao.platform.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input as it comes: each trap on a small file of its own. */
@Execution(ExecutionMode.CONCURRENT)
class BadInputTest {
    private static final String HEADER = "统一社会信用代码,企业名称,行业,区域代码,地址,职工人数,人数日期,人数来源\n";
    private static final String CODE = "91440307MA0TE00180";

    @TempDir
    Path folder;

    private static final RegistryFixture registry = new RegistryFixture();

    @ParameterizedTest
    @CsvSource({
        "-5,2026-11-01,value-negative",
        "12,2028-11-01,date-in-future",
        "1月5日,2026-11-01,value-became-date",
        "5-Jan,2026-11-01,value-became-date",
        "1-5,2026-11-01,value-not-a-number",
        "12,1970-01-01,date-is-epoch",
        "12,2026-13-41,date-unreadable",
        "12.5,2026-11-01,headcount-implausible",
        "三十,2026-11-01,value-not-a-number"
    })
    void refuses_one_bad_row_and_keeps_the_good(String headcount, String date, String code) throws IOException {
        ImportReport report = enterprises(HEADER
                + "91440307MA0TE0026T,好公司,C39,440307013,,350,2026-10-01,SI\n"
                + CODE + ",坏公司,C39,440307013,," + headcount + "," + date + ",SI\n");
        assertThat(report.rejectedBy()).containsOnlyKeys(code);
        assertThat(report.accepted()).isEqualTo(1);
        assertThat(Files.readString(report.rejections()))
                .contains("3,headcount")
                .contains(code);
        assertThat(registry.enterprises
                        .findByUscc("91440307MA0TE0026T")
                        .orElseThrow()
                        .headcount())
                .isEqualTo(350);
    }

    @ParameterizedTest
    @CsvSource({
        "'1,350',2026/1/5,1350",
        "３５０,２０２６年１月５日,350",
        "350人,20260105,350",
        "350,46027,350",
        "350,1/5/2026,350",
        "350,2026-01-05 00:00:00,350"
    })
    void reads_numbers_and_dates_as_people_write_them(String headcount, String date, int expected) throws IOException {
        enterprises(
                HEADER + CODE + ",甲,C39,440307013,,\"" + headcount + "\"," + date + ",\"s" + headcount + date + "\"\n");
        assertThat(registry.query("select staff from headcount_reading where counted_on = '2026-01-05' and source = 's"
                        + headcount + date + "'"))
                .containsExactly(Integer.toString(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030", "UTF-16"})
    void reads_the_encodings_of_offices(String charset) throws IOException {
        Path file = folder.resolve("e.csv");
        Files.write(file, (HEADER + CODE + ",编码" + charset + "公司,C,440307,,,,\n").getBytes(Charset.forName(charset)));
        assertThat(run("enterprises", file).accepted()).isEqualTo(1);
        assertThat(name()).isEqualTo("编码" + charset + "公司");
    }

    @Test
    void reads_a_mark_a_compressed_file_a_blank_row_and_a_line_break_inside_quotes() throws IOException {
        Path file = folder.resolve("e.csv");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(("\uFEFF" + HEADER + ",,,,,,,\n\n\"" + CODE + "\",\"甲\n公司\",C,440307,,,,\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        ImportReport report = run("enterprises", file);
        assertThat(report.rows()).isEqualTo(1);
        assertThat(name()).isEqualTo("甲\n公司");
    }

    @Test
    void reads_a_workbook_with_a_title_above_its_header_and_a_date_in_a_numbers_column() throws IOException {
        Path file = folder.resolve("e.xlsx");
        try (Workbook workbook = new Workbook(Files.newOutputStream(file), "t", "1.0")) {
            var sheet = workbook.newWorksheet("s");
            sheet.value(0, 0, "坂田街道企业名录");
            String[] header = HEADER.strip().split(",");
            for (int i = 0; i < header.length; i++) {
                sheet.value(1, i, header[i]);
            }
            for (int row : new int[] {3, 4}) {
                sheet.value(row, 0, CODE);
                sheet.value(row, 1, "表格公司");
                sheet.value(row, 3, "440307");
                sheet.value(row, 5, 46027);
                sheet.value(row, 6, 46027);
                sheet.style(row, 6).format("yyyy-mm-dd").set();
                sheet.value(row, 7, "xlsx");
            }
            sheet.style(4, 5).format("d-mmm").set();
        }
        ImportReport report = run("enterprises", file);
        assertThat(report.rejectedBy()).containsEntry("value-became-date", 1L).hasSize(1);
        assertThat(registry.query("select staff, counted_on from headcount_reading where source = 'xlsx'"))
                .containsExactly("46027|2026-01-05");
    }

    @ParameterizedTest
    @ValueSource(strings = {"enterprises", "observations"})
    void reads_its_own_templates(String name) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImportTemplates.write(name, true, out);
        Path file = Files.write(folder.resolve("t.xlsx"), out.toByteArray());
        assertThat(run(name, file).rows()).isZero();
    }

    @Test
    void an_optional_column_becomes_an_observation_where_a_row_fills_it_in() throws IOException {
        RegistryFixture own = new RegistryFixture();
        Mapping mapping =
                MappingReader.parse("list.yaml", new ByteArrayInputStream("""
                source: optional-column
                columns: {uscc: [uscc], name: [name], day: [day], overdue: [逾期天数, overdue]}
                optional: [overdue]
                enterprise: {uscc: uscc, name: name}
                observations:
                  - {indicator: {constant: WAG01}, value: overdue, kind: {constant: AUTHORITY}, occurred: day}
                """.getBytes(StandardCharsets.UTF_8)));
        String filled = "uscc,name,day,overdue\n" + CODE + ",甲,2026-11-01,12\n91440307MA0TE0026T,乙,2026-11-01,\n";
        for (String text : new String[] {filled, "uscc,name,day\n" + CODE + ",甲,2026-11-02\n"}) {
            Path file = Files.writeString(folder.resolve("list.csv"), text);
            ImportReport report =
                    own.intake.run(new ImportRequest(file, mapping), new CatalogueFixture(), progress -> {});
            assertThat(report.rejectedBy()).isEmpty();
        }
        assertThat(own.query("select value from observation o join source s on s.id = o.source_id"
                        + " where s.code = 'optional-column'"))
                .containsExactly("12.0");
    }

    @Test
    void changes_nothing_when_the_file_cannot_be_read() throws IOException {
        // A database of its own, because the other tests of this class write beside it.
        RegistryFixture own = new RegistryFixture();
        var before = own.content();
        assertRefused(own, "columns-missing", Files.writeString(folder.resolve("a.csv"), "甲,乙\n1,2\n"));
        assertRefused(own, "file-empty", Files.writeString(folder.resolve("b.csv"), ""));
        byte[] gzip = gzipped(HEADER + (CODE + ",甲,C,440307,,,,\n").repeat(20_000));
        assertRefused(
                own,
                "file-unreadable",
                Files.write(folder.resolve("c.gz"), java.util.Arrays.copyOf(gzip, gzip.length - 20)));
        assertRefused(
                own, "file-unreadable", Files.write(folder.resolve("d.xlsx"), new byte[] {'P', 'K', 3, 4, 9, 9, 9, 9}));
        assertRefused(own, "file-too-large-inside", bomb());
        assertRefused(own, "file-missing", folder.resolve("none.csv"));
        assertThat(own.content()).isEqualTo(before);
    }

    @Test
    void notes_unknown_columns_once() throws IOException {
        ImportReport report = enterprises("uscc,name,area_code,颜色\n" + CODE + ",甲,440307,红\n");
        assertThat(report.unknownColumns()).containsExactly("颜色");
        assertThat(report.accepted()).isEqualTo(1);
    }

    @Test
    void refuses_what_the_catalogue_does_not_allow() throws IOException {
        enterprises(HEADER + CODE + ",甲,C,440307,,,,\n");
        Path file = Files.writeString(
                folder.resolve("o.csv"),
                "uscc,indicator,value,occurred_on,learnt_on,source,kind,document,group_size,note\n"
                        + CODE + ",WAG99,1,2026-11-01,,s,AUTHORITY,,,\n"
                        + CODE + ",LAY01P,1,2026-11-01,,s,AUTHORITY,,,\n"
                        + CODE + ",WAG01,9,2026-11-01,,s,RUMOUR,,,\n"
                        + "91440307MA0TE0034M,WAG01,9,2026-11-01,,s,AUTHORITY,,,\n"
                        + "9144030,WAG01,9,2026-11-01,,s,AUTHORITY,,,\n"
                        + CODE + ",PSY02,9,2026-11-01,,s,AUTHORITY,,49,\n"
                        + CODE + ",PSY02,9,2026-11-01,,s,AUTHORITY,,50,\n"
                        + CODE + ",WAG01,9,2026-11-01,2026-11-02,s,OFFICIAL_DECISION,责令 13800138000,,\n");
        ImportReport report = run("observations", file);
        assertThat(report.rejectedBy())
                .containsOnlyKeys(
                        "indicator-unknown",
                        "indicator-derived",
                        "source-kind-unknown",
                        "enterprise-unknown",
                        "uscc-malformed",
                        "group-too-small");
        assertThat(registry.query("select established, evidence from observation"))
                .containsExactly("true|责令 ***");
        assertThat(registry.query("select group_size from care.observation")).containsExactly("50");
    }

    @Test
    void says_which_line_of_a_mapping_is_wrong() {
        String yaml = "source: x\ncolumns: {a: [A]}\nenterprise:\n  uscc: b\ntarget: enterprises\n";
        assertThatThrownBy(() ->
                        MappingReader.parse("x.yaml", new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        f -> assertThat(f.en()).contains("line").contains("column b"));
        String unknown = "source: x\ncolumns: {a: [A]}\ncolour: red\ntarget: enterprises\nenterprise: {uscc: a}\n";
        assertThatThrownBy(() -> MappingReader.parse(
                        "x.yaml", new ByteArrayInputStream(unknown.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        f -> assertThat(f.en()).contains("line 3").contains("colour"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ca_wage_claims", "us_state_wage_complaints", "fmcs_work_stoppages", "warn_layoff_notices",
                "jp_labor_violations", "cn_divisions", "enterprises", "observations"
            })
    void loads_every_shipped_mapping(String name) {
        assertThat(MappingReader.load(name).source()).isEqualTo(name);
    }

    private static void assertRefused(RegistryFixture into, String code, Path file) {
        assertThatThrownBy(() -> run(into, "enterprises", file))
                .isInstanceOfSatisfying(
                        ProblemException.class, f -> assertThat(f.code()).isEqualTo(code));
    }

    private Path bomb() throws IOException {
        Path file = folder.resolve("bomb.xlsx");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 300; i++) {
                zip.write(zeros);
            }
        }
        return file;
    }

    private static byte[] gzipped(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private static String name() {
        return registry.enterprises.findByUscc(CODE).orElseThrow().name();
    }

    private ImportReport enterprises(String text) throws IOException {
        return run("enterprises", Files.writeString(folder.resolve("enterprises.csv"), text));
    }

    private static ImportReport run(String mapping, Path file) {
        return run(registry, mapping, file);
    }

    private static ImportReport run(RegistryFixture into, String mapping, Path file) {
        return into.intake.run(
                new ImportRequest(file, MappingReader.load(mapping)), new CatalogueFixture(), progress -> {});
    }
}
