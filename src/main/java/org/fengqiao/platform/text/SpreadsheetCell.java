package org.fengqiao.platform.text;

/** Text on its way into a table that somebody opens with a spreadsheet. */
public final class SpreadsheetCell {
    private static final String FORMULA_BEGINS = "=+-@\t\r";

    private SpreadsheetCell() {}

    /** What would be a formula to a spreadsheet is made text. */
    public static String escapeFormula(String value) {
        return !value.isEmpty() && FORMULA_BEGINS.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    }
}
