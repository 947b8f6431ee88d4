package org.fengqiao.governance.content;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.fengqiao.governance.content.ContentChange.ChangeKind;

/**
 * The differences between the files of two releases: tables cell by cell, everything else as text. There is none exactly
 * when the files are the same byte for byte, so nothing can be changed unseen.
 */
public final class ReleaseDiff {
    private final List<ContentChange> changes = new ArrayList<>();
    private final String file;

    private ReleaseDiff(String file) {
        this.file = file;
    }

    /** In the order of the files, then of their rows. */
    public static List<ContentChange> between(Map<String, byte[]> before, Map<String, byte[]> after) {
        Set<String> files = new TreeSet<>(before.keySet());
        files.addAll(after.keySet());
        List<ContentChange> changes = new ArrayList<>();
        for (String file : files) {
            byte[] old = before.get(file);
            byte[] now = after.get(file);
            if (!Arrays.equals(old, now)) changes.addAll(new ReleaseDiff(file).of(old, now));
        }
        return changes;
    }

    private List<ContentChange> of(byte[] before, byte[] after) {
        Optional<CsvFile> old = table(before);
        Optional<CsvFile> now = table(after);
        if (before == null) {
            add(ChangeKind.FILE_ADDED, "", "", "", now.isPresent() ? "" : text(after));
            now.ifPresent(table -> table.rows().forEach(this::added));
        } else if (after == null) {
            add(ChangeKind.FILE_REMOVED, "", "", old.isPresent() ? "" : text(before), "");
            old.ifPresent(table -> table.rows().forEach(this::removed));
        } else if (old.isPresent() && now.isPresent()) {
            tables(old.get(), now.get());
            if (changes.isEmpty()) add(ChangeKind.FORMATTING, "", "", text(before), text(after));
        } else {
            add(ChangeKind.TEXT, "", "", text(before), text(after));
        }
        return changes;
    }

    private Optional<CsvFile> table(byte[] content) {
        return content != null && file.endsWith(".csv") ? CsvFile.of(content) : Optional.empty();
    }

    private void tables(CsvFile before, CsvFile after) {
        if (!before.header().equals(after.header())) {
            add(ChangeKind.COLUMNS, "", "", String.join(",", before.header()), String.join(",", after.header()));
        }
        Map<String, CsvFile.Row> old = byKey(before);
        Map<String, CsvFile.Row> now = byKey(after);
        for (CsvFile.Row row : after.rows()) {
            CsvFile.Row was = old.get(row.key());
            if (was == null) {
                added(row);
            } else {
                cells(was, row, before.header(), after.header());
            }
        }
        for (CsvFile.Row row : before.rows()) {
            if (!now.containsKey(row.key())) removed(row);
        }
        List<String> orderBefore = common(before, now.keySet());
        List<String> orderAfter = common(after, old.keySet());
        if (!orderBefore.equals(orderAfter)) {
            add(ChangeKind.ROWS_REORDERED, "", "", String.join(",", orderBefore), String.join(",", orderAfter));
        }
    }

    private void cells(CsvFile.Row before, CsvFile.Row after, List<String> columnsBefore, List<String> columnsAfter) {
        for (String column : columnsAfter) {
            if (!columnsBefore.contains(column)) continue;
            String old = before.cell(column);
            String now = after.cell(column);
            if (!old.equals(now)) add(ChangeKind.CELL, after.key(), column, old, now);
        }
    }

    private static Map<String, CsvFile.Row> byKey(CsvFile table) {
        Map<String, CsvFile.Row> rows = new LinkedHashMap<>();
        table.rows().forEach(row -> rows.put(row.key(), row));
        return rows;
    }

    private static List<String> common(CsvFile table, Set<String> keys) {
        Set<String> wanted = new HashSet<>(keys);
        return table.rows().stream()
                .map(CsvFile.Row::key)
                .filter(wanted::contains)
                .toList();
    }

    private void added(CsvFile.Row row) {
        add(ChangeKind.ROW_ADDED, row.key(), "", "", row.raw().strip());
    }

    private void removed(CsvFile.Row row) {
        add(ChangeKind.ROW_REMOVED, row.key(), "", row.raw().strip(), "");
    }

    private void add(ChangeKind kind, String row, String column, String before, String after) {
        changes.add(new ContentChange(kind, file, row, column, before, after));
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }
}
