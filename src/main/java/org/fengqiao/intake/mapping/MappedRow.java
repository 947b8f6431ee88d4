package org.fengqiao.intake.mapping;

import java.util.Map;

/** One row of a file, with the mapping's names of its columns. */
public record MappedRow(long number, String[] cells, Map<String, Integer> columns) {
    /** The cell, or null if it is blank or the file lacks the column. */
    String get(String column) {
        Integer at = columns.get(column);
        if (at == null || at >= cells.length || cells[at] == null) {
            return null;
        }
        String text = cells[at].strip();
        return text.isEmpty() ? null : text;
    }

    String joinedCells() {
        return String.join("\u001f", cells);
    }
}
