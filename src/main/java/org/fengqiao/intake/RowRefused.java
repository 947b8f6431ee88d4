package org.fengqiao.intake;

import org.fengqiao.platform.Text;

/** Why one row is not taken in; the others are. */
final class RowRefused extends RuntimeException {
    private final String column;
    private final String value;
    private final String code;
    private final transient Text reason;

    RowRefused(String column, String value, String code, String zh, String en) {
        super(code, null, false, false);
        this.column = column;
        this.value = value;
        this.code = code;
        this.reason = new Text(zh, en);
    }

    String column() {
        return column;
    }

    String value() {
        return value;
    }

    String code() {
        return code;
    }

    Text reason() {
        return reason;
    }
}
