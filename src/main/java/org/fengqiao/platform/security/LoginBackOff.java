package org.fengqiao.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import org.fengqiao.platform.Time;

/**
 * Slows guessing down: after five wrong passwords in a row a user name is blocked for a minute, even with the right
 * password. Failures are counted in memory, on each node for itself.
 */
@ApplicationScoped
class LoginBackOff {
    private static final int ALLOWED_FAILURES = 5;
    private static final Duration BLOCKED_FOR = Duration.ofMinutes(1);
    private static final int MAX_NAMES = 10_000;

    private final Cache<String, Integer> failures;

    @Inject
    LoginBackOff(InstantSource clock) {
        failures = Caffeine.newBuilder()
                .maximumSize(MAX_NAMES)
                .expireAfterWrite(BLOCKED_FOR)
                .ticker(() -> Time.nanos(clock))
                .build();
    }

    boolean isBlocked(String username) {
        Integer count = failures.getIfPresent(username);
        return count != null && count >= ALLOWED_FAILURES;
    }

    void failed(String username) {
        failures.asMap().merge(username, 1, Integer::sum);
    }

    void succeeded(String username) {
        failures.invalidate(username);
    }
}
