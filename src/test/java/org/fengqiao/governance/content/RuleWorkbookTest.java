package org.fengqiao.governance.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.function.BiFunction;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.fengqiao.governance.content.ContentChange.ChangeKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.policy.content.InvalidContentException;
import org.fengqiao.policy.content.ReleaseFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables go out as a workbook and come back as they were, or with what a person changed. */
class RuleWorkbookTest {
    @ParameterizedTest
    @ValueSource(strings = {"rules/shenzhen-labour", "rules/wage-claims"})
    void nothing_changed_gives_the_very_same_bytes(String folder) {
        SortedMap<String, byte[]> files = ReleaseFiles.ofFolder(Path.of(folder));

        SortedMap<String, byte[]> back = RuleWorkbook.read(RuleWorkbook.write(files), files);

        assertThat(ReleaseDiff.between(files, back)).isEmpty();
        assertThat(ReleaseFiles.hash(back)).isEqualTo(ReleaseFiles.hash(files));
    }

    @Test
    void a_changed_cell_comes_back_as_that_cell() throws IOException {
        SortedMap<String, byte[]> files = EditedRuleBase.files();
        byte[] edited =
                inTexts(RuleWorkbook.write(files), "Workers owed wages: {value}.", "Workers owed wages now: {value}.");

        assertThat(ReleaseDiff.between(files, RuleWorkbook.read(edited, files)))
                .containsExactly(new ContentChange(
                        ChangeKind.CELL,
                        "tables/wag.csv",
                        "WAG02-1",
                        "reason_en",
                        "Workers owed wages: {value}.",
                        "Workers owed wages now: {value}."));
    }

    @Test
    void what_a_spreadsheet_would_take_for_a_date_stays_text() {
        SortedMap<String, byte[]> files = EditedRuleBase.with("tables/wag.csv", "深圳市员工工资支付条例 第13条", "1-5");
        assertThat(ReleaseDiff.between(files, RuleWorkbook.read(RuleWorkbook.write(files), files)))
                .isEmpty();
    }

    @Test
    void headers_explain_themselves_and_ids_are_locked() throws IOException {
        byte[] workbook = RuleWorkbook.write(EditedRuleBase.files());
        StringBuilder all = new StringBuilder();
        parts(workbook, (name, part) -> {
            all.append(name).append('\n').append(part).append('\n');
            return part;
        });
        assertThat(all)
                .contains("comments")
                .contains("Lower bound: 31 is at least 31")
                .contains("sheetProtection")
                .contains("locked=\"false\"")
                .contains("state=\"frozen\"")
                .contains("dataValidation")
                .contains("formatCode=\"@\"");
    }

    @Test
    void a_workbook_made_of_other_content_is_refused() {
        byte[] workbook = RuleWorkbook.write(EditedRuleBase.files());
        SortedMap<String, byte[]> since =
                EditedRuleBase.with("tables/wag.csv", "WAG01-4,labour,WAG01,61,,60", "WAG01-4,labour,WAG01,61,,55");

        assertThat(RuleWorkbook.contentId(workbook)).isEqualTo(ReleaseFiles.hash(EditedRuleBase.files()));
        assertThatThrownBy(() -> RuleWorkbook.read(workbook, since))
                .isInstanceOfSatisfying(
                        ProblemException.class, f -> assertThat(f.code()).isEqualTo("workbook-outdated"));
    }

    @Test
    void a_formula_is_refused_with_its_place() throws IOException {
        byte[] edited = parts(RuleWorkbook.write(EditedRuleBase.files()), (name, part) -> {
            String sheet = part.contains("<sheetData>") && part.contains("r=\"F2\"") ? part : "";
            return sheet.isEmpty()
                    ? part
                    : part.replaceFirst(
                            "<c r=\"F2\"([^>]*?) t=\"s\"><v>\\d+</v></c>", "<c r=\"F2\"$1><f>1+1</f><v>2</v></c>");
        });
        assertThatThrownBy(() -> RuleWorkbook.read(edited, EditedRuleBase.files()))
                .isInstanceOfSatisfying(InvalidContentException.class, refused -> assertThat(refused.problems())
                        .anySatisfy(problem -> {
                            assertThat(problem.code()).isEqualTo("formula-cell");
                            assertThat(problem.row()).isEqualTo(2);
                        }));
    }

    private static byte[] inTexts(byte[] workbook, String find, String put) throws IOException {
        return parts(workbook, (name, part) -> name.endsWith("sharedStrings.xml") ? part.replace(find, put) : part);
    }

    static byte[] parts(byte[] workbook, BiFunction<String, String, String> edit) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipFile from = ZipFile.builder().setByteArray(workbook).get();
                ZipOutputStream to = new ZipOutputStream(bytes)) {
            for (ZipArchiveEntry entry : Collections.list(from.getEntries())) {
                String part = new String(from.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                to.putNextEntry(new ZipEntry(entry.getName()));
                to.write(edit.apply(entry.getName(), part).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
