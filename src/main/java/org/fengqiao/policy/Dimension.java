package org.fengqiao.policy;

/** What is assessed apart from one another: labour risk, legally established integrity facts, psychological care. */
public enum Dimension {
    LABOUR,
    INTEGRITY,
    CARE;

    /** The name used in rule files, on the wire and in the database. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
