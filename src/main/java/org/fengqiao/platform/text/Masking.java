package org.fengqiao.platform.text;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The inbound filter: resident ids, mobile numbers and bank cards are masked in every text before it is stored or
 * logged, also when written with blanks, hyphens or full-width digits. Credit codes, dates and case numbers stay.
 */
public final class Masking {
    /** What stands in place of a masked number. */
    static final String MASK = "***";

    /** Digits in groups, with an X only as the last character of a resident id. */
    private static final Pattern RUN = Pattern.compile("\\d+(?:[ -]{1,3}\\d+)*(?:[ -]{0,3}[Xx](?![0-9A-Za-z]))?");

    private static final Pattern MOBILE = Pattern.compile("(?:(?:00)?86)?1[3-9]\\d{9}");
    // 0, 1, 2 and 7 never begin a bank card but do begin years, so numbers made of dates stay readable
    private static final Pattern CARD = Pattern.compile("[3-689]\\d{15,18}");
    // credit codes of digits alone begin with one of these; bank cards here with 62 or 4
    private static final String REGISTRAR = "1359";
    private static final Pattern DATE =
            Pattern.compile("(?<!\\d)(?:19|20)\\d{2}[ -](?:0?[1-9]|1[0-2])[ -](?:0?[1-9]|[12]\\d|3[01])(?!\\d)");

    private Masking() {}

    public static String mask(String text) {
        if (text == null || !mayHold(text)) {
            return text;
        }
        String plain = plain(text);
        StringBuilder masked = new StringBuilder(text.length());
        Matcher run = RUN.matcher(plain);
        int copied = 0;
        while (run.find()) {
            int from = run.start();
            while (from < run.end()) {
                int to = isCreditCode(plain, from) ? from : longestNumberFrom(plain, from, run.end());
                if (to > from) {
                    masked.append(text, copied, from).append(MASK);
                    copied = to;
                    from = to;
                } else {
                    from = nextGroup(plain, from, run.end());
                }
            }
        }
        return masked.append(text, copied, text.length()).toString();
    }

    /** Whether a text is such a number and nothing else; a code that only holds one among its letters is not. */
    public static boolean isPersonal(String text) {
        return MASK.equals(mask(text));
    }

    /** Cheap first look: nearly every cell of a file has fewer digits than the shortest number masked here. */
    private static boolean mayHold(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            if (Character.isDigit(text.charAt(i)) && ++digits == 11) {
                return true;
            }
        }
        return false;
    }

    /** The same text, character by character, with plain digits, blanks and hyphens. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isDigit(c)) {
                plain.append((char) ('0' + Character.digit(c, 10)));
            } else if (c >= 0xFF01 && c <= 0xFF5E) {
                plain.append((char) (c - 0xFEE0));
            } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                plain.append(' ');
            } else if (Character.getType(c) == Character.DASH_PUNCTUATION || c == '\u2212') {
                plain.append('-');
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /** The end of the longest number to mask that starts here and ends with a group, or {@code from} for none. */
    private static int longestNumberFrom(String plain, int from, int runEnd) {
        int longest = from;
        int end = from;
        StringBuilder digits = new StringBuilder();
        while (end < runEnd && digits.length() <= 19) {
            char c = plain.charAt(end++);
            if (c != ' ' && c != '-') {
                digits.append(c);
                boolean groupEnds = end == runEnd || !Character.isDigit(plain.charAt(end));
                if (groupEnds && isPersonal(digits.toString(), plain, from, end)) {
                    longest = end;
                }
            }
        }
        return longest;
    }

    private static boolean isPersonal(String digits, String plain, int from, int to) {
        if (ResidentId.isValid(digits)) {
            return true;
        }
        boolean mobile = MOBILE.matcher(digits).matches();
        boolean card = CARD.matcher(digits).matches() && luhn(digits) && !touchesLetter(plain, from, to);
        return (mobile || card) && !isMostlyDate(plain.substring(from, to));
    }

    /** "15 2020-12-31 1": a date among other numbers, told from a number by its mixed separators. */
    private static boolean isMostlyDate(String written) {
        return written.indexOf(' ') >= 0
                && written.indexOf('-') >= 0
                && DATE.matcher(written).find();
    }

    private static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int twice = i % 2 == 0 ? digit : digit * 2;
            sum += twice > 9 ? twice - 9 : twice;
        }
        return sum % 10 == 0;
    }

    /** A run of digits may be a part of a code of digits and letters, which is then looked at as a whole. */
    private static boolean isCreditCode(String plain, int at) {
        int from = at;
        while (from > 0 && isWord(plain.charAt(from - 1))) {
            from--;
        }
        int to = at;
        while (to < plain.length() && isWord(plain.charAt(to))) {
            to++;
        }
        String word = plain.substring(from, to).toUpperCase(Locale.ROOT);
        return word.length() == 18
                && Uscc.hasForm(word)
                && !ResidentId.isValid(word)
                && (!word.chars().allMatch(Character::isDigit)
                        || word.charAt(17) == Uscc.checkCharacter(word) && REGISTRAR.indexOf(word.charAt(0)) >= 0);
    }

    private static boolean touchesLetter(String plain, int from, int to) {
        return from > 0 && isWord(plain.charAt(from - 1)) || to < plain.length() && isWord(plain.charAt(to));
    }

    private static boolean isWord(char c) {
        return c < 128 && Character.isLetterOrDigit(c);
    }

    private static int nextGroup(String plain, int from, int end) {
        int at = from;
        while (at < end && isWord(plain.charAt(at))) {
            at++;
        }
        while (at < end && !isWord(plain.charAt(at))) {
            at++;
        }
        return at;
    }
}
