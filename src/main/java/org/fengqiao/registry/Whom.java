package org.fengqiao.registry;

import java.util.UUID;

/**
 * Of whom rows are read in the order of the ids.
 *
 * @param after the nil UUID to begin with
 * @param due only those noted in the table {@code due}; else everybody
 */
public record Whom(UUID after, boolean due) {
    /** The same as a condition on a column that holds the enterprise's id. */
    public String in(String column) {
        String all = column + " > '" + after + "'";
        return due ? all + " and " + column + " in (select enterprise_id from due)" : all;
    }
}
