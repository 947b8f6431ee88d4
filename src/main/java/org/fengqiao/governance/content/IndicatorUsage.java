package org.fengqiao.governance.content;

/**
 * A place that uses an indicator.
 *
 * @param name the rule, indicator, case or model
 * @param row line of the file; 0 when the whole file is meant
 */
public record IndicatorUsage(UsageKind kind, String file, int row, String name) {
    /** How it uses it. */
    public enum UsageKind {
        CATALOGUE,
        TABLE_ROW,
        WRITTEN_RULE,
        DERIVED_INDICATOR,
        SEASON,
        INDUSTRY,
        /** A route never names an indicator: these are the routes of dimensions in which its rules can raise an alert. */
        ROUTE,
        CASE,
        MODEL
    }
}
