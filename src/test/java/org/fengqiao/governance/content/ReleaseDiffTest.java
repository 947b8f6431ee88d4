package org.fengqiao.governance.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedMap;
import org.fengqiao.governance.content.ContentChange.ChangeKind;
import org.junit.jupiter.api.Test;

/** Whatever is changed in a base is told, to the cell where there are cells. */
class ReleaseDiffTest {
    private static final String WAG = "tables/wag.csv";

    @Test
    void the_same_files_are_no_difference() {
        assertThat(ReleaseDiff.between(EditedRuleBase.files(), EditedRuleBase.files()))
                .isEmpty();
    }

    @Test
    void a_threshold_is_two_cells() {
        SortedMap<String, byte[]> after =
                EditedRuleBase.with(WAG, "WAG01-2,labour,WAG01,16,31,", "WAG01-2,labour,WAG01,16,26,");
        after = with(after, WAG, "WAG01-3,labour,WAG01,31,61,", "WAG01-3,labour,WAG01,26,61,");

        assertThat(ReleaseDiff.between(EditedRuleBase.files(), after))
                .containsExactly(
                        new ContentChange(ChangeKind.CELL, WAG, "WAG01-2", "to", "31", "26"),
                        new ContentChange(ChangeKind.CELL, WAG, "WAG01-3", "from", "31", "26"));
    }

    @Test
    void rows_come_and_go_and_change_places() {
        List<ContentChange> changes = ReleaseDiff.between(
                EditedRuleBase.files(),
                EditedRuleBase.with("routes.csv", "R-CARE-BLUE,care,BLUE", "R-CARE-B,care,BLUE"));
        assertThat(changes)
                .extracting(ContentChange::kind, ContentChange::row)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(ChangeKind.ROW_ADDED, "R-CARE-B"),
                        org.assertj.core.groups.Tuple.tuple(ChangeKind.ROW_REMOVED, "R-CARE-BLUE"));

        SortedMap<String, byte[]> moved =
                EditedRuleBase.with("source-kinds.csv", "SYSTEM,系统推算,Derived by the engine,1.0,no,\n", "");
        moved = with(
                moved,
                "source-kinds.csv",
                "OFFICIAL_DECISION,",
                "SYSTEM,系统推算,Derived by the engine,1.0,no,\nOFFICIAL_DECISION,");
        assertThat(ReleaseDiff.between(EditedRuleBase.files(), moved))
                .extracting(ContentChange::kind)
                .containsExactly(ChangeKind.ROWS_REORDERED);
    }

    @Test
    void a_written_rule_is_compared_as_text_and_another_way_of_writing_is_told() {
        String rule = "drl/major-wage-arrears.drl";
        assertThat(ReleaseDiff.between(EditedRuleBase.files(), EditedRuleBase.with(rule, "WAG02 >= 30", "WAG02 >= 20")))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.kind()).isEqualTo(ChangeKind.TEXT);
                    assertThat(change.before()).contains("WAG02 >= 30");
                    assertThat(change.after()).contains("WAG02 >= 20");
                });
        assertThat(ReleaseDiff.between(
                        EditedRuleBase.files(), EditedRuleBase.with(WAG, "WAG01-1,labour", "\"WAG01-1\",labour")))
                .extracting(ContentChange::kind)
                .containsExactly(ChangeKind.FORMATTING);
    }

    private static SortedMap<String, byte[]> with(
            SortedMap<String, byte[]> files, String file, String find, String put) {
        files.put(
                file,
                new String(files.get(file), java.nio.charset.StandardCharsets.UTF_8)
                        .replace(find, put)
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return files;
    }
}
