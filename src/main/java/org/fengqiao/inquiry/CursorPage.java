package org.fengqiao.inquiry;

import java.util.List;
import java.util.function.Function;

/**
 * A page of a list.
 *
 * @param next passed as {@code cursor}, gives the next page; null on the last page
 */
public record CursorPage<T>(List<T> items, String next) {
    /** @param found up to one row more than asked for, which tells whether there is a next page */
    public static <T> CursorPage<T> of(List<T> found, int limit, Function<T, Cursor> cursor) {
        if (found.size() <= limit) return new CursorPage<>(found, null);
        List<T> items = found.subList(0, limit);
        return new CursorPage<>(items, cursor.apply(items.get(limit - 1)).text());
    }
}
