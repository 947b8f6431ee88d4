package org.fengqiao.policy.content;

import org.fengqiao.platform.text.BilingualText;

/**
 * Something wrong in a rule base: where, and what to do.
 *
 * @param code stable kebab-case, such as {@code band-overlap}
 * @param row line of the file, the header being 1; 0 when the whole file is meant
 * @param counterExample cases (YAML) that show it and can be saved, or empty
 */
public record ContentProblem(
        Severity severity,
        String code,
        String file,
        int row,
        String column,
        BilingualText text,
        String counterExample) {

    /** An error keeps a rule base from being used; a warning has to be looked at. */
    public enum Severity {
        ERROR,
        WARNING
    }

    public ContentProblem(String code, String file, int row, String column, String zh, String en) {
        this(Severity.ERROR, code, file, row, column, new BilingualText(zh, en), "");
    }

    @Override
    public String toString() {
        String where = file + ":" + row + (column.isEmpty() ? "" : " [" + column + "]");
        return where + " " + text.zh() + " / " + text.en();
    }
}
