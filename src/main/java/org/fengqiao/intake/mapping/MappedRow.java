package org.fengqiao.intake.mapping;

import java.util.Map;

/** One row of a file under the mapping's own names of its columns. */
public record MappedRow(long number, String[] cells, Map<String, Integer> columns) {
    /** The cell, or null when it is blank or its column is not in the file. */
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
