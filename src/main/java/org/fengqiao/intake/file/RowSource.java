package org.fengqiao.intake.file;

/** Reads the non-blank lines of a file one by one, including the header. */
interface RowSource extends AutoCloseable {
    /** A line with its number in the file. */
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

    /** Returns the next line, or null at the end. */
    SourceRow next();

    @Override
    void close();
}
