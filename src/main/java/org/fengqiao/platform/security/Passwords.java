package org.fengqiao.platform.security;

import io.quarkus.elytron.security.common.BcryptUtil;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.fengqiao.platform.ProblemException;

/** Generates passwords, checks their length, hashes and compares them; keeps none. */
final class Passwords {
    private static final int SHORTEST = 12;
    /** bcrypt reads no further, so a longer one would be a shorter one without saying so. */
    private static final int LONGEST_IN_BYTES = 72;

    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Passwords() {}

    /** Twenty letters and digits (99 bits) in groups that can be read out. */
    static String random() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            if (i > 0 && i % 5 == 0) {
                password.append('-');
            }
            password.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }

    static String hash(String password) {
        if (password.codePointCount(0, password.length()) < SHORTEST
                || password.getBytes(StandardCharsets.UTF_8).length > LONGEST_IN_BYTES) {
            throw ProblemException.invalid(
                    "password-length",
                    "密码至少 12 个字符，最多 72 个字节（约 24 个汉字）。请换一个，几个词连起来最好记。",
                    "A password has at least 12 characters and at most 72 bytes. Choose another; a few words in a row"
                            + " are easy to remember.");
        }
        return BcryptUtil.bcryptHash(password);
    }

    static boolean matches(String password, String hash) {
        return BcryptUtil.matches(password, hash);
    }
}
