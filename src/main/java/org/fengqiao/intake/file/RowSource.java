package org.fengqiao.intake.file;

/** The lines of a file that are not blank, header included, one after the other. */
interface RowSource extends AutoCloseable {
    /** A line with its number as the reader of the file would count it. */
    record SourceRow(long number, String[] cells) {
        boolean isBlank() {
            for (String cell : cells) {
                if (cell != null && !cell.isBlank()) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The next line, or null at the end. */
    SourceRow next();

    @Override
    void close();
}
