package org.fengqiao.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.fengqiao.platform.Time;

/**
 * Remembers for a few minutes that a password was right, because a script with HTTP Basic would otherwise pay for
 * bcrypt at each request. What is remembered is an HMAC over the password and the stored hash, under a key that lives as
 * long as the process; so a changed password is forgotten at once.
 */
@ApplicationScoped
class VerifiedCredentials {
    private static final Duration KEPT_FOR = Duration.ofMinutes(5);
    private static final int MAX_NAMES = 10_000;

    private final HashFunction hmac;
    private final Cache<String, byte[]> verified;

    @Inject
    VerifiedCredentials(InstantSource clock) {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        hmac = Hashing.hmacSha256(random);
        verified = Caffeine.newBuilder()
                .maximumSize(MAX_NAMES)
                .expireAfterWrite(KEPT_FOR)
                .ticker(() -> Time.nanos(clock))
                .build();
    }

    boolean matches(Account account, String password) {
        byte[] mac = mac(account, password);
        byte[] known = verified.getIfPresent(account.username);
        if (known != null && MessageDigest.isEqual(known, mac)) return true;
        boolean right = Passwords.matches(password, account.passwordHash);
        if (right) verified.put(account.username, mac);
        return right;
    }

    private byte[] mac(Account account, String password) {
        return hmac.newHasher()
                .putString(account.passwordHash, StandardCharsets.UTF_8)
                .putString(password, StandardCharsets.UTF_8)
                .hash()
                .asBytes();
    }
}
