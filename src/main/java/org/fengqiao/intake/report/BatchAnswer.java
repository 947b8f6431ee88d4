package org.fengqiao.intake.report;

import java.util.List;
import org.fengqiao.intake.RowRejectedException;

/** The result of a batch, row by row, in its order. */
public record BatchAnswer(int accepted, int rejected, int added, int corrected, int unchanged, List<RowAnswer> rows) {

    /** The result of one row; code, column and reasons are null if it was accepted. */
    public record RowAnswer(int row, boolean accepted, String code, String column, String zh, String en) {
        static RowAnswer accepted(int row) {
            return new RowAnswer(row, true, null, null, null, null);
        }

        static RowAnswer rejected(int row, RowRejectedException why) {
            return new RowAnswer(
                    row,
                    false,
                    why.code(),
                    why.column(),
                    why.reason().zh(),
                    why.reason().en());
        }
    }
}
