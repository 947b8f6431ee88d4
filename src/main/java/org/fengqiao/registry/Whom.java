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

    /**
     * Puts the rows of a query in order by its first column. Of those who are due they are found before they are sorted: else the
     * planner would spare the sort of the few by going through everybody in order.
     */
    public String inOrder(String query) {
        return due
                ? "with found as materialized (" + query + ") select * from found order by 1"
                : query + " order by 1";
    }
}
