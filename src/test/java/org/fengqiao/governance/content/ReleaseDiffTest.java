package org.fengqiao.governance.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
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

    @Test
    void a_change_is_told_of_every_file_there_is() {
        SortedMap<String, byte[]> before = EditedRuleBase.files();
        assertThat(before.keySet()).anyMatch(file -> file.startsWith("cases/")).contains("indicators.csv", "tiers.csv");
        for (String file : before.keySet()) {
            SortedMap<String, byte[]> without = EditedRuleBase.files();
            without.remove(file);
            assertToldOf(file, before, without);
            assertToldOf(file, without, before);
            for (int place : new int[] {0, before.get(file).length / 2, before.get(file).length - 1})
                assertToldOf(file, before, changed(before, file, place, (byte) 'x'));
        }
    }

    @Property(tries = 300)
    void any_byte_that_differs_is_told(
            @ForAll @IntRange(max = 1_000) int file, @ForAll @IntRange(max = 1_000_000) int place, @ForAll byte put) {
        SortedMap<String, byte[]> before = EditedRuleBase.files();
        String name = List.copyOf(before.keySet()).get(file % before.size());
        int at = place % before.get(name).length;
        Assume.that(before.get(name)[at] != put);
        assertToldOf(name, before, changed(before, name, at, put));
    }

    private static void assertToldOf(String file, SortedMap<String, byte[]> before, SortedMap<String, byte[]> after) {
        assertThat(ReleaseDiff.between(before, after)).as(file).isNotEmpty().allMatch(change -> change.file()
                .equals(file));
    }

    private static SortedMap<String, byte[]> changed(
            SortedMap<String, byte[]> files, String file, int place, byte put) {
        SortedMap<String, byte[]> changed = new TreeMap<>(files);
        byte[] content = files.get(file).clone();
        content[place] = put;
        changed.put(file, content);
        return changed;
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
