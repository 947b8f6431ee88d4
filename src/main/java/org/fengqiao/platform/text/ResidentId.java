package org.fengqiao.platform.text;

import java.util.regex.Pattern;

/** Recognises resident identity numbers (GB 11643-1999), only in order to mask them: they are stored nowhere. */
final class ResidentId {
    private static final Pattern FORM =
            Pattern.compile("[1-8]\\d{5}(19|20)\\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])\\d{3}[\\dXx]");

    private ResidentId() {}

    static boolean isValid(String digits) {
        return FORM.matcher(digits).matches() && checkCharacter(digits) == Character.toUpperCase(digits.charAt(17));
    }

    static char checkCharacter(String digits) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (digits.charAt(i) - '0') * (1 << (17 - i)) % 11;
        }
        return "10X98765432".charAt(sum % 11);
    }
}
