package org.fengqiao.intake;

import org.fengqiao.platform.text.BilingualText;

/** Rejects one row with a reason; the other rows are imported. */
public final class RowRejectedException extends RuntimeException {
    private final String column;
    private final String value;
    private final String code;
    private final transient BilingualText reason;

    public RowRejectedException(String column, String value, String code, String zh, String en) {
        super(code, null, false, false);
        this.column = column;
        this.value = value;
        this.code = code;
        this.reason = new BilingualText(zh, en);
    }

    public String column() {
        return column;
    }

    public String value() {
        return value;
    }

    public String code() {
        return code;
    }

    public BilingualText reason() {
        return reason;
    }
}
