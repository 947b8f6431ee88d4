package org.fengqiao.policy;

import java.util.regex.Pattern;

/**
 * The values that a table row covers. 以上 and 以下 include the number (Civil Code art. 1259), so a bare "31" means
 * {@code >= 31}; ">36" is written for 超过. A missing value (NaN) lies in no range.
 */
public record Range(double from, boolean fromExclusive, double to, boolean toInclusive) {
    private static final Pattern PLAIN = Pattern.compile("-?\\d{1,20}(\\.\\d{1,20})?(E\\d{1,2})?");

    /**
     * @param from "31", ">36" or blank for no lower bound
     * @param to "61" (below 61), "<=80" or blank for no upper bound
     * @throws NumberFormatException when a bound is not a number
     */
    public static Range parse(String from, String to) {
        boolean exclusive = from.startsWith(">");
        boolean inclusive = to.startsWith("<=");
        return new Range(
                from.isBlank() ? Double.NEGATIVE_INFINITY : number(from.substring(exclusive ? 1 : 0)),
                exclusive,
                to.isBlank() ? Double.POSITIVE_INFINITY : number(to.substring(inclusive ? 2 : 0)),
                inclusive);
    }

    /** A number as people write it; Java would also read "NaN", "Infinity", "1d" and hexadecimal digits. */
    public static double number(String text) {
        if (!PLAIN.matcher(text).matches()) throw new NumberFormatException(text);
        return Double.parseDouble(text);
    }

    public boolean contains(double value) {
        return (fromExclusive ? value > from : value >= from) && (toInclusive ? value <= to : value < to);
    }

    public boolean isEmpty() {
        return !(from < to || (from == to && !fromExclusive && toInclusive));
    }

    public boolean overlaps(Range other) {
        return startsBeforeEndOf(other) && other.startsBeforeEndOf(this);
    }

    private boolean startsBeforeEndOf(Range other) {
        return from < other.to || (from == other.to && !fromExclusive && other.toInclusive);
    }
}
