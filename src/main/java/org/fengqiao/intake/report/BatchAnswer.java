package org.fengqiao.intake.report;

import java.util.List;
import org.fengqiao.intake.RowRejectedException;

/** What became of a batch, row by row, in the batch's order. */
public record BatchAnswer(int accepted, int rejected, int added, int corrected, int unchanged, List<RowAnswer> rows) {

    /** One row; code, column and reasons are null where it was accepted. */
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
