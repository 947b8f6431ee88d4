package org.fengqiao.inquiry;

import java.util.List;

/**
 * A page of a list that shows assessments.
 *
 * @param next passed as {@code cursor}, gives the next page; null on the last page
 */
public record AssessedPage<T>(List<T> items, String next, AssessedAsOf assessedAsOf) {
    public static <T> AssessedPage<T> of(CursorPage<T> page, AssessedAsOf assessedAsOf) {
        return new AssessedPage<>(page.items(), page.next(), assessedAsOf);
    }
}
