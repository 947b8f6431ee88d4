package org.fengqiao.governance.check;

import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.content.ContentProblem;

/**
 * Something a check found in a rule base: where, and what to do.
 *
 * @param code stable kebab-case, such as {@code band-gap}
 * @param row line of the file, the header being 1; 0 when the whole file is meant
 * @param counterExample cases (YAML) that show it and can be saved, or empty
 */
public record ContentFinding(
        Severity severity,
        String code,
        String file,
        int row,
        String column,
        BilingualText text,
        String counterExample) {

    /** An error keeps a draft from being published; a warning has to be looked at. */
    public enum Severity {
        ERROR,
        WARNING
    }

    /** What reading the base refused already. */
    public static ContentFinding of(ContentProblem problem) {
        return new ContentFinding(
                Severity.ERROR,
                problem.code(),
                problem.file(),
                problem.row(),
                problem.column(),
                new BilingualText(problem.zh(), problem.en()),
                "");
    }
}
