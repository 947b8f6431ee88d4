package org.fengqiao.platform.text;

import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.fengqiao.platform.ProblemException;

/**
 * A unified social credit code (GB 32100-2015). Some early real codes fail their check digit, so a wrong one is a
 * flag on the record and never a refusal; what does not have the form of a code is refused.
 *
 * @param raw as it was written
 * @param code 18 characters, normalised
 */
public record Uscc(String raw, String code, Set<Flag> flags) {

    /** Doubts about a code that is kept all the same. */
    public enum Flag {
        CHECK_DIGIT_WRONG,
        ENTITY_CHECK_WRONG
    }

    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final Pattern FORM = Pattern.compile("[0-9A-HJ-NPQRTUWXY]{2}\\d{6}[0-9A-HJ-NPQRTUWXY]{10}");
    private static final Pattern FILLER = Pattern.compile("[\\s\\p{Z}\\p{Cf}\\p{Pd}\\u2212]");
    private static final int[] WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    private static final int[] ENTITY_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};
    private static final String ALL_ZEROS = "0".repeat(18);

    public Uscc {
        flags = Set.copyOf(flags);
    }

    /** Full-width to plain, blanks and hyphens gone, upper case. */
    public static String normalise(String raw) {
        String plain = Normalizer.normalize(raw, Normalizer.Form.NFKC);
        return FILLER.matcher(plain).replaceAll("").toUpperCase(Locale.ROOT);
    }

    /** Reads a code as people write it; refuses what cannot be one. */
    public static Uscc of(String raw) {
        String code = normalise(raw);
        if (!hasForm(code)) {
            throw ProblemException.invalid(
                    "uscc-malformed",
                    "不是统一社会信用代码，应为18位数字和大写字母（不含I、O、S、V、Z），请对照营业执照填写",
                    "Not a unified social credit code: 18 digits and capital letters without I, O, S, V, Z;"
                            + " copy it from the business licence");
        }
        // Owners of small firms write their own id there. A real code that looks like one has its own check right.
        if (code.charAt(17) != checkCharacter(code) && ResidentId.isValid(code)) {
            throw ProblemException.invalid(
                    "uscc-is-resident-id",
                    "这是居民身份证号，不得录入；请填写统一社会信用代码",
                    "This is a resident's id, which must not be recorded; enter the unified social credit code");
        }
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        if (code.charAt(17) != checkCharacter(code)) {
            flags.add(Flag.CHECK_DIGIT_WRONG);
        }
        if (code.charAt(16) != entityCheckCharacter(code)) {
            flags.add(Flag.ENTITY_CHECK_WRONG);
        }
        return new Uscc(raw, code, flags);
    }

    /** Whether these 18 normalised characters can be a code, right check digit or not. */
    static boolean hasForm(String code) {
        return FORM.matcher(code).matches() && !code.equals(ALL_ZEROS);
    }

    static char checkCharacter(String code) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * ALPHABET.indexOf(code.charAt(i));
        }
        return ALPHABET.charAt((31 - sum % 31) % 31);
    }

    /** Characters 9-17 are an organisation code (GB 11714) with a check of its own, over 36 letters and digits. */
    static char entityCheckCharacter(String code) {
        int sum = 0;
        for (int i = 0; i < ENTITY_WEIGHTS.length; i++) {
            sum += ENTITY_WEIGHTS[i] * Character.digit(code.charAt(8 + i), 36);
        }
        int check = 11 - sum % 11;
        if (check == 10) {
            return 'X';
        }
        return check == 11 ? '0' : (char) ('0' + check);
    }
}
