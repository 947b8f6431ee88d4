package org.fengqiao.intake;

/** The lines of a file that are not blank, header included, one after the other. */
interface Lines extends AutoCloseable {
    /** A line with its number as the reader of the file would count it. */
    record Line(long number, String[] cells) {
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
    Line next();

    @Override
    void close();
}
