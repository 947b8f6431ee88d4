package org.fengqiao.policy;

/** What is assessed apart from one another: labour risk, legally established integrity facts, psychological care. */
public enum Dimension {
    LABOUR,
    INTEGRITY,
    CARE;

    /** The one of a code. */
    public static Dimension of(String code) {
        return valueOf(code.toUpperCase(java.util.Locale.ROOT));
    }

    /** The name used in rule files, on the wire and in the database. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
