package org.fengqiao.governance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.UUID;
import org.fengqiao.governance.content.ContentChange;
import org.fengqiao.governance.content.ContentChange.ChangeKind;
import org.fengqiao.governance.content.CsvFile;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;

/**
 * Changes drafts. Every change names what its author saw: when that has changed meanwhile, the second of two is told by
 * whom and to what, and nothing is overwritten.
 */
@ApplicationScoped
@Transactional
public class DraftEditor {
    private static final int LONGEST_CELL = 2_000;
    private static final int LONGEST_TEXT = 1_000_000;
    private static final String FILE =
            "[a-z][a-z0-9-]{0,60}\\.csv|tables/[a-z0-9-]{1,60}\\.csv|drl/[a-z0-9-]{1,80}\\.drl|cases/[a-z0-9-]{1,60}\\.yaml";

    private final DraftRepository drafts;
    private final DraftLogRepository log;
    private final InstantSource clock;

    DraftEditor(DraftRepository drafts, DraftLogRepository log, InstantSource clock) {
        this.drafts = drafts;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Changes one cell.
     *
     * @param seen its value as the author saw it
     */
    public void editCell(UUID id, String file, String row, String column, String seen, String value, String by) {
        checkCell(value);
        Draft draft = drafts.getForUpdate(id);
        SortedMap<String, byte[]> files = draft.files();
        CsvFile table = new DraftFiles(files).table(file);
        requireColumn(file, table, column);
        String now = row(file, table, row).cell(column);
        if (now.equals(value)) return;
        if (!now.equals(seen)) throw conflict(draft.id, file, row, column + " = " + now);
        List<Map<String, String>> rows = new ArrayList<>();
        for (CsvFile.Row existing : table.rows()) {
            Map<String, String> cells = new LinkedHashMap<>(existing.cells());
            if (existing.key().equals(row)) cells.put(column, value);
            rows.add(cells);
        }
        files.put(file, table.with(rows));
        save(draft, files, new ContentChange(ChangeKind.CELL, file, row, column, now, value), by);
    }

    /** Sets the last day on which a row is in force; blank for no end. */
    public void endRow(UUID id, String file, String row, String seen, String lastDay, String by) {
        editCell(id, file, row, "valid_to", seen, lastDay, by);
    }

    /** Answers the key of the row. */
    public String addRow(UUID id, String file, Map<String, String> cells, String by) {
        cells.values().forEach(DraftEditor::checkCell);
        Draft draft = drafts.getForUpdate(id);
        SortedMap<String, byte[]> files = draft.files();
        CsvFile table = new DraftFiles(files).table(file);
        cells.keySet().forEach(column -> requireColumn(file, table, column));
        String row = table.keyOf(cells);
        if (table.row(row).isPresent()) {
            throw ProblemException.invalid(
                    "row-exists",
                    file + "已有编号为" + row + "的行，请换一个编号",
                    file + " has a row " + row + " already; give another id");
        }
        Map<String, String> added = new LinkedHashMap<>();
        table.header().forEach(column -> added.put(column, cells.getOrDefault(column, "")));
        List<Map<String, String>> rows = cellsOf(table);
        rows.add(added);
        files.put(file, table.with(rows));
        save(draft, files, new ContentChange(ChangeKind.ROW_ADDED, file, row, "", null, cells.toString()), by);
        return row;
    }

    /** @param seen the whole row as the author saw it */
    public void removeRow(UUID id, String file, String row, Map<String, String> seen, String by) {
        Draft draft = drafts.getForUpdate(id);
        SortedMap<String, byte[]> files = draft.files();
        CsvFile table = new DraftFiles(files).table(file);
        CsvFile.Row removed = row(file, table, row);
        Map<String, String> now = removed.cells();
        if (!now.equals(seen)) throw conflict(draft.id, file, row, now.toString());
        List<Map<String, String>> rows = cellsOf(table);
        rows.remove(table.rows().indexOf(removed));
        files.put(file, table.with(rows));
        save(draft, files, new ContentChange(ChangeKind.ROW_REMOVED, file, row, "", now.toString(), null), by);
    }

    /**
     * Replaces a whole file: a written rule, cases, or a table; or adds or removes one.
     *
     * @param seen its text as the author saw it, null when there was none
     * @param text null to remove the file
     */
    public void replaceFile(UUID id, String file, String seen, String text, String by) {
        if (file == null || !file.matches(FILE)) {
            throw ProblemException.invalid(
                    "file-name",
                    "文件名应为tables/….csv、drl/….drl或cases/….yaml，只用小写字母、数字和连字符",
                    "A file is tables/….csv, drl/….drl or cases/….yaml, in lower case letters, digits and hyphens");
        }
        if (text != null && text.length() > LONGEST_TEXT) throw tooLong(LONGEST_TEXT);
        Draft draft = drafts.getForUpdate(id);
        SortedMap<String, byte[]> files = draft.files();
        byte[] content = files.get(file);
        String now = content == null ? null : new String(content, StandardCharsets.UTF_8);
        if (Objects.equals(now, text)) return;
        if (!Objects.equals(now, seen)) throw conflict(draft.id, file, null, now == null ? "-" : now);
        if (text == null) files.remove(file);
        else files.put(file, text.getBytes(StandardCharsets.UTF_8));
        save(draft, files, new ContentChange(ChangeKind.TEXT, file, "", "", now, text), by);
    }

    private void save(Draft draft, SortedMap<String, byte[]> files, ContentChange change, String by) {
        draft.replaceFiles(files);
        log.persist(new DraftLogEntry(draft, by, clock.instant(), change, null));
    }

    private static CsvFile.Row row(String file, CsvFile table, String key) {
        return table.row(key)
                .orElseThrow(() -> ProblemException.notFound(
                        "row-unknown",
                        file + "中没有编号为" + key + "的行，可能已被他人删除；请刷新后再改",
                        file + " has no row " + key + "; somebody may have removed it, load the table again"));
    }

    private static List<Map<String, String>> cellsOf(CsvFile table) {
        return new ArrayList<>(table.rows().stream().map(CsvFile.Row::cells).toList());
    }

    private static void requireColumn(String file, CsvFile table, String column) {
        if (table.header().contains(column)) return;
        throw ProblemException.invalid(
                "column-unknown",
                file + "没有列" + column + "，可用的列：" + table.header(),
                file + " has no column " + column + "; it has " + table.header());
    }

    private static void checkCell(String value) {
        if (value == null || value.length() > LONGEST_CELL) throw tooLong(LONGEST_CELL);
        if (value.chars().anyMatch(c -> c < ' ')) {
            throw ProblemException.invalid(
                    "cell-control-character",
                    "单元格不能含换行等控制字符",
                    "A cell can't hold line breaks or other control characters");
        }
    }

    private static ProblemException tooLong(int most) {
        return ProblemException.invalid(
                "content-too-long",
                "内容缺失或超过" + most + "个字符",
                "The content is missing or longer than " + most + " characters");
    }

    private ProblemException conflict(UUID draft, String file, String row, String now) {
        var last = log.findLast(draft, file, row);
        String who = last.map(entry -> entry.username).orElse("?");
        String when = last.map(entry -> entry.at.toString()).orElse("?");
        String where = row == null ? file : file + " " + row;
        return new ProblemException(
                ErrorKind.WRONG_STATE,
                "changed-meanwhile",
                where + "在您查看之后已被" + who + "于" + when + "修改，现为：" + now + "。您的修改没有保存，请核对后重新修改。",
                where + " was changed after you looked, by " + who + " at " + when + "; it now says: " + now
                        + ". Your change was not saved; look at it and change it again.");
    }
}
