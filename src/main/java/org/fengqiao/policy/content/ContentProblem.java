package org.fengqiao.policy.content;

/**
 * Something wrong in a rule base, where, and what to do.
 *
 * @param code stable kebab-case, such as {@code band-overlap}
 * @param row line of the file, the header being 1; 0 when the whole file is meant
 */
public record ContentProblem(String code, String file, int row, String column, String zh, String en) {
    @Override
    public String toString() {
        return file + ":" + row + (column.isEmpty() ? "" : " [" + column + "]") + " " + zh + " / " + en;
    }
}
