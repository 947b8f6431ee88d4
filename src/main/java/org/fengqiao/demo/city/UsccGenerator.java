package org.fengqiao.demo.city;

/**
 * Invented unified social credit codes (GB 32100-2015): the registrar's code of Longgang with the entity range MA0 of
 * another province, so a collision with a real enterprise is very unlikely.
 */
public final class UsccGenerator {
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    private static final int[] INNER_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};
    private static final String PREFIX = "91440307";
    private static final String RANGE = "MA0";
    /** 31 to the fifth: the number of codes with five characters. */
    private static final long ENTITIES = 28_629_151;
    /** Coprime with 31, so that stepping by it reaches every code once and consecutive codes look unrelated. */
    private static final long STEP = 7_368_787;

    private UsccGenerator() {}

    public static String of(long index) {
        var rest = index * STEP % ENTITIES;
        var code = new char[18];
        (PREFIX + RANGE).getChars(0, 11, code, 0);
        for (var i = 15; i >= 11; i--) {
            code[i] = ALPHABET.charAt((int) (rest % 31));
            rest /= 31;
        }
        code[16] = innerCheck(code);
        code[17] = check(code);
        return new String(code);
    }

    static String withWrongCheck(String uscc) {
        var wrong = ALPHABET.charAt((ALPHABET.indexOf(uscc.charAt(17)) + 1) % 31);
        return uscc.substring(0, 17) + wrong;
    }

    /** The organisation code's own check character counts letters as 10..35, unlike the outer one. */
    private static char innerCheck(char[] code) {
        var sum = 0;
        for (var i = 0; i < INNER_WEIGHTS.length; i++) {
            sum += INNER_WEIGHTS[i] * Character.digit(code[8 + i], 36);
        }
        return "0123456789X0".charAt(11 - sum % 11);
    }

    private static char check(char[] code) {
        var sum = 0;
        for (var i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * ALPHABET.indexOf(code[i]);
        }
        return ALPHABET.charAt((31 - sum % 31) % 31);
    }
}
