package org.fengqiao.platform.security;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers for a few minutes that a password was right, because a script with HTTP Basic would otherwise pay for
 * bcrypt at each request. What is remembered is an HMAC under a key that lives as long as the process, over the
 * password and the stored hash, so a changed password is forgotten at once.
 */
@ApplicationScoped
class VerifiedCredentials {
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final int MOST = 10_000;

    private record Verified(byte[] mac, Instant until) {}

    private final InstantSource clock;
    private final HashFunction mac;
    private final Map<String, Verified> byName = new ConcurrentHashMap<>();

    @Inject
    VerifiedCredentials(InstantSource clock) {
        this.clock = clock;
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.mac = Hashing.hmacSha256(random);
    }

    boolean matches(Account account, String password) {
        Verified known = byName.get(account.username);
        byte[] mac = mac(account, password);
        if (known != null && clock.instant().isBefore(known.until) && MessageDigest.isEqual(known.mac, mac)) {
            return true;
        }
        boolean right = Passwords.matches(password, account.passwordHash);
        if (right) {
            if (byName.size() >= MOST) {
                byName.clear();
            }
            byName.put(account.username, new Verified(mac, clock.instant().plus(KEPT)));
        }
        return right;
    }

    private byte[] mac(Account account, String password) {
        return mac.newHasher()
                .putString(account.passwordHash, StandardCharsets.UTF_8)
                .putString(password, StandardCharsets.UTF_8)
                .hash()
                .asBytes();
    }
}
