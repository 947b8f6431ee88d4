package org.fengqiao.platform.delivery;

import java.time.Duration;
import org.fengqiao.policy.Tier;

/** How long to wait after a failure, and after how many another channel is tried. */
public final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(2);
    public static final Duration LONGEST = Duration.ofMinutes(5);
    private static final double JITTER = 0.2;

    private Backoff() {}

    /**
     * Twice as long after each failure, and spread so that all that failed together does not come back together.
     *
     * @param failures how many there were on this channel, at least one
     * @param random from 0 to 1
     */
    public static Duration after(int failures, double random) {
        long whole = failures > 16 ? LONGEST.toMillis() : FIRST.toMillis() << (failures - 1);
        long capped = Math.min(whole, LONGEST.toMillis());
        return Duration.ofMillis(Math.round(capped * (1 - JITTER + 2 * JITTER * random)));
    }

    /** The graver, the sooner: at red after some 14 seconds, at orange after two minutes, else after eight. */
    public static int triesOnAChannel(Tier tier) {
        return switch (tier) {
            case RED -> 4;
            case ORANGE -> 7;
            case YELLOW, BLUE, GREEN, GREY -> 9;
        };
    }
}
