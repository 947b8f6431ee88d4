package org.fengqiao.pages.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * A clock as people read it.
 *
 * @param words such as "12 min left", or what the route gives if it has no moment
 * @param share percent of its time that is over
 * @param dueAt null if it has none
 */
public record ClockText(String step, State state, String words, int share, Instant dueAt) {

    /** The last quarter of its time is when to hurry. */
    private static final int SOON_PERCENT = 75;

    /** How it stands, which gives it its colour. */
    public enum State {
        RUNNING,
        SOON,
        MISSED,
        MET,
        STOPPED;

        public String css() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it has a moment to end at and was neither met nor stopped. */
    public boolean isRunning() {
        return dueAt != null && state != State.MET && state != State.STOPPED;
    }

    static int share(Instant startedAt, Instant dueAt, Instant now) {
        long whole = Duration.between(startedAt, dueAt).toSeconds();
        long over = Duration.between(startedAt, now).toSeconds();
        if (whole <= 0 || over >= whole) return 100;
        return (int) Math.max(0, 100 * over / whole);
    }

    static State running(int share, boolean missed) {
        if (missed) return State.MISSED;
        return share >= SOON_PERCENT ? State.SOON : State.RUNNING;
    }
}
