package org.fengqiao.inquiry;

import java.util.List;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param next give it as {@code cursor} for the part after this one; null on the last
 */
public record CursorPage<T>(List<T> items, String next) {
    /** @param found up to one row more than asked for, which says whether there is a next part */
    public static <T> CursorPage<T> of(List<T> found, int limit, Function<T, Cursor> cursor) {
        if (found.size() <= limit) return new CursorPage<>(found, null);
        List<T> items = found.subList(0, limit);
        return new CursorPage<>(items, cursor.apply(items.get(limit - 1)).text());
    }
}
