package org.fengqiao.platform;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Duration;
import java.time.Instant;

/** The clock of the application under test: the system's, until a story moves it by hand and puts it back. */
@Alternative
@Priority(1)
@ApplicationScoped
public class MovableClock implements SettableClock {
    private volatile Duration ahead = Duration.ZERO;
    private volatile Instant stopped;

    @Override
    public Instant instant() {
        Instant still = stopped;
        return still != null ? still : Time.systemClock().instant().plus(ahead);
    }

    public void pass(Duration time) {
        ahead = ahead.plus(time);
    }

    /** It stands at a moment until it is set again or put back. */
    @Override
    public void set(Instant at) {
        stopped = at;
    }

    @Override
    public void reset() {
        stopped = null;
        ahead = Duration.ZERO;
    }

    /** Stories run what is due themselves, moved clock or not. */
    @Override
    public boolean isSet() {
        return false;
    }
}
