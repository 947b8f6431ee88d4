package org.fengqiao.governance.content;

/**
 * One difference between two states of a rule base.
 *
 * @param row the key of the row, empty where the whole file is meant
 * @param column empty where the whole row or file is meant
 * @param before the cell, row or text; empty where there was none
 */
public record ContentChange(ChangeKind kind, String file, String row, String column, String before, String after) {
    /** What was changed. */
    public enum ChangeKind {
        CELL,
        ROW_ADDED,
        ROW_REMOVED,
        /** The same rows in another order. */
        ROWS_REORDERED,
        COLUMNS,
        FILE_ADDED,
        FILE_REMOVED,
        /** A written rule or a file of cases. */
        TEXT,
        /** The same cells in another notation: quotes, line ends, blank lines. */
        FORMATTING
    }
}
