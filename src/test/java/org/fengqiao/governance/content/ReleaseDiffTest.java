package org.fengqiao.governance.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedMap;
import org.fengqiao.governance.content.Change.Kind;
import org.junit.jupiter.api.Test;

/** Whatever is changed in a base is told, to the cell where there are cells. */
class ReleaseDiffTest {
    private static final String WAG = "tables/wag.csv";

    @Test
    void the_same_files_are_no_difference() {
        assertThat(ReleaseDiff.between(Edited.files(), Edited.files())).isEmpty();
    }

    @Test
    void a_threshold_is_two_cells() {
        SortedMap<String, byte[]> after =
                Edited.with(WAG, "WAG01-2,labour,WAG01,16,31,", "WAG01-2,labour,WAG01,16,26,");
        after = with(after, WAG, "WAG01-3,labour,WAG01,31,61,", "WAG01-3,labour,WAG01,26,61,");

        assertThat(ReleaseDiff.between(Edited.files(), after))
                .containsExactly(
                        new Change(Kind.CELL, WAG, "WAG01-2", "to", "31", "26"),
                        new Change(Kind.CELL, WAG, "WAG01-3", "from", "31", "26"));
    }

    @Test
    void rows_come_and_go_and_change_places() {
        List<Change> changes = ReleaseDiff.between(
                Edited.files(), Edited.with("routes.csv", "R-CARE-BLUE,care,BLUE", "R-CARE-B,care,BLUE"));
        assertThat(changes)
                .extracting(Change::kind, Change::row)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Kind.ROW_ADDED, "R-CARE-B"),
                        org.assertj.core.groups.Tuple.tuple(Kind.ROW_REMOVED, "R-CARE-BLUE"));

        SortedMap<String, byte[]> moved =
                Edited.with("source-kinds.csv", "SYSTEM,系统推算,Derived by the engine,1.0,no,\n", "");
        moved = with(
                moved,
                "source-kinds.csv",
                "OFFICIAL_DECISION,",
                "SYSTEM,系统推算,Derived by the engine,1.0,no,\nOFFICIAL_DECISION,");
        assertThat(ReleaseDiff.between(Edited.files(), moved))
                .extracting(Change::kind)
                .containsExactly(Kind.ROWS_MOVED);
    }

    @Test
    void a_written_rule_is_compared_as_text_and_another_way_of_writing_is_told() {
        String rule = "drl/major-wage-arrears.drl";
        assertThat(ReleaseDiff.between(Edited.files(), Edited.with(rule, "WAG02 >= 30", "WAG02 >= 20")))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.kind()).isEqualTo(Kind.TEXT);
                    assertThat(change.before()).contains("WAG02 >= 30");
                    assertThat(change.after()).contains("WAG02 >= 20");
                });
        assertThat(ReleaseDiff.between(Edited.files(), Edited.with(WAG, "WAG01-1,labour", "\"WAG01-1\",labour")))
                .extracting(Change::kind)
                .containsExactly(Kind.WRITING);
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
