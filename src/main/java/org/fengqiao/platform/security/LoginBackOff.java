package org.fengqiao.platform.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows guessing down: after five wrong passwords in a row a user name rests for a minute, the right password
 * included. It is kept in memory, for each node its own, and forgets the oldest name when there are too many.
 */
@ApplicationScoped
class LoginBackOff {
    private static final int ALLOWED = 5;
    private static final Duration REST = Duration.ofMinutes(1);
    private static final int MOST_NAMES = 10_000;

    private record FailedLogins(int count, Instant last) {}

    private final InstantSource clock;
    private final Map<String, FailedLogins> byName = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, FailedLogins> eldest) {
            return size() > MOST_NAMES;
        }
    };

    @Inject
    LoginBackOff(InstantSource clock) {
        this.clock = clock;
    }

    synchronized boolean isBlocked(String username) {
        FailedLogins failures = byName.get(username);
        return failures != null && failures.count >= ALLOWED && isRecent(failures);
    }

    synchronized void failed(String username) {
        FailedLogins before = byName.remove(username);
        int count = before != null && isRecent(before) ? before.count + 1 : 1;
        byName.put(username, new FailedLogins(count, clock.instant()));
    }

    synchronized void succeeded(String username) {
        byName.remove(username);
    }

    private boolean isRecent(FailedLogins failures) {
        return clock.instant().isBefore(failures.last.plus(REST));
    }
}
