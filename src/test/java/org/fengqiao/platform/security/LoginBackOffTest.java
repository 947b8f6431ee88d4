package org.fengqiao.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LoginBackOffTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-02T01:00:00Z"));
    private final LoginBackOff backOff = new LoginBackOff(now::get);

    @Test
    void rests_for_a_minute_after_five_failures() {
        fail(4);
        assertThat(backOff.isBlocked("li")).isFalse();
        fail(1);
        assertThat(backOff.isBlocked("li")).isTrue();
        assertThat(backOff.isBlocked("wang")).isFalse();
        pass(59);
        assertThat(backOff.isBlocked("li")).isTrue();
        pass(1);
        assertThat(backOff.isBlocked("li")).isFalse();
    }

    @Test
    void forgets_failures_after_the_right_password() {
        fail(4);
        backOff.succeeded("li");
        fail(4);
        assertThat(backOff.isBlocked("li")).isFalse();
    }

    @Test
    void forgets_failures_that_lie_far_apart() {
        fail(4);
        pass(60);
        fail(4);
        assertThat(backOff.isBlocked("li")).isFalse();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            backOff.failed("li");
        }
    }

    private void pass(int seconds) {
        now.updateAndGet(before -> before.plusSeconds(seconds));
    }
}
