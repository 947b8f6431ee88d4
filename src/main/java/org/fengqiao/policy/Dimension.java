package org.fengqiao.policy;

import java.util.Locale;

/** What is assessed separately: labour risk, legally established integrity facts, psychological care. */
public enum Dimension {
    LABOUR,
    INTEGRITY,
    CARE;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The dimension with a code. */
    public static Dimension of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** The name used in rule files, on the wire and in the database. */
    public String code() {
        return code;
    }
}
