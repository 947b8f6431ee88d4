package org.fengqiao.notification.channel;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A telephone number as networks exchange it, such as +8613912345678; without a country it is one of China.
 *
 * @param e164 with country code, after a plus
 */
record PhoneNumber(String e164) {
    private static final String CHINA = "+86";
    private static final Pattern SEPARATORS = Pattern.compile("[\\s().-]");
    private static final Pattern MOBILE = Pattern.compile("1[3-9]\\d{9}");
    /** The area code without its zero, then the number. */
    private static final Pattern LANDLINE = Pattern.compile("(?:10|2\\d|[3-9]\\d{2})[2-8]\\d{6,7}");

    private static final Pattern ABROAD = Pattern.compile("\\+[1-9]\\d{6,14}");

    /** Empty for what is no number. */
    static Optional<PhoneNumber> parse(String text) {
        if (text == null) return Optional.empty();
        String digits = SEPARATORS
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .replaceAll("");
        if (digits.startsWith("00")) digits = "+" + digits.substring(2);
        if (digits.startsWith("+") && !digits.startsWith(CHINA))
            return ABROAD.matcher(digits).matches() ? Optional.of(new PhoneNumber(digits)) : Optional.empty();
        String national = digits.startsWith(CHINA) ? digits.substring(CHINA.length()) : digits;
        if (national.startsWith("0")) national = national.substring(1);
        else if (!digits.startsWith(CHINA) && !MOBILE.matcher(national).matches()) return Optional.empty();
        boolean known =
                MOBILE.matcher(national).matches() || LANDLINE.matcher(national).matches();
        return known ? Optional.of(new PhoneNumber(CHINA + national)) : Optional.empty();
    }

    /** Whether it can receive a text message; of numbers abroad nobody here can tell, so they may. */
    boolean takesMessages() {
        return !e164.startsWith(CHINA)
                || MOBILE.matcher(e164.substring(CHINA.length())).matches();
    }

    /** As gateways within China expect it; with its country code for numbers abroad. */
    String national() {
        if (!e164.startsWith(CHINA)) return e164;
        String number = e164.substring(CHINA.length());
        return takesMessages() ? number : "0" + number;
    }

    /** Enough for its owner to recognise it, and too little to call it. */
    String redacted() {
        String number = national();
        return number.substring(0, 3) + "****" + number.substring(number.length() - (takesMessages() ? 4 : 2));
    }
}
