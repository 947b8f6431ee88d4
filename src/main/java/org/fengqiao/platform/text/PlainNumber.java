package org.fengqiao.platform.text;

import java.math.BigDecimal;

/** Numbers as people write them: no exponent, and no zeros after the last digit that counts. */
public final class PlainNumber {
    private PlainNumber() {}

    public static String format(double number) {
        return format(new BigDecimal(Double.toString(number)));
    }

    public static String format(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
