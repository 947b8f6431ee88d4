package org.fengqiao.policy;

/**
 * The values a table row is about. 以上 and 以下 include the number (Civil Code art. 1259), so a bare "31" means
 * {@code >= 31}; ">36" is written for 超过. A missing value (NaN) lies in no range.
 */
public record Range(double from, boolean fromExclusive, double to, boolean toInclusive) {

    /**
     * @param from "31", ">36" or blank for no lower bound
     * @param to "61" (below 61), "<=80" or blank for no upper bound
     * @throws NumberFormatException when a bound is not a number
     */
    static Range parse(String from, String to) {
        boolean exclusive = from.startsWith(">");
        boolean inclusive = to.startsWith("<=");
        return new Range(
                from.isBlank() ? Double.NEGATIVE_INFINITY : Double.parseDouble(from.substring(exclusive ? 1 : 0)),
                exclusive,
                to.isBlank() ? Double.POSITIVE_INFINITY : Double.parseDouble(to.substring(inclusive ? 2 : 0)),
                inclusive);
    }

    public boolean contains(double value) {
        return (fromExclusive ? value > from : value >= from) && (toInclusive ? value <= to : value < to);
    }

    boolean isEmpty() {
        return !(from < to || (from == to && !fromExclusive && toInclusive));
    }

    boolean overlaps(Range other) {
        return startsBeforeEndOf(other) && other.startsBeforeEndOf(this);
    }

    private boolean startsBeforeEndOf(Range other) {
        return from < other.to || (from == other.to && !fromExclusive && other.toInclusive);
    }
}
