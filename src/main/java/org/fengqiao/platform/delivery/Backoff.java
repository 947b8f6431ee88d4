package org.fengqiao.platform.delivery;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait after failures: twice as long after each, up to a limit.
 *
 * @param jitter the share by which a wait is lengthened or shortened, so that what failed together does not return together
 */
public record Backoff(Duration first, Duration longest, double jitter) {
    /** @param failures how many there were in a row, at least one */
    public Duration after(int failures) {
        return after(failures, ThreadLocalRandom.current().nextDouble());
    }

    /** @param random from 0 to 1 */
    Duration after(int failures, double random) {
        long doubled = first.toMillis() << Math.min(failures - 1, Integer.SIZE);
        long capped = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(Math.round(capped * (1 - jitter + 2 * jitter * random)));
    }
}
