package org.fengqiao.demo.year;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.SplittableRandom;
import org.fengqiao.demo.city.SeededRandom;
import org.fengqiao.platform.Time;

/**
 * What is played: how large a city, by which chance, and the weeks before a day.
 *
 * @param weeks 0 to take everything in at once and play nothing
 */
public record YearPlan(int enterprises, long seed, LocalDate day, int weeks) {
    private static final Duration FIRST_HOUR = Duration.ofHours(7);
    private static final Duration LAST_EVENING = Duration.ofHours(3);

    public Instant begin() {
        return day.minusWeeks(weeks).atStartOfDay(Time.CITY).toInstant();
    }

    /** The midnight at which the day begins. */
    public Instant end() {
        return day.atStartOfDay(Time.CITY).toInstant();
    }

    /** A delivery every week, on another day and hour each time, and one on the last evening. */
    Instant delivery(int week) {
        if (week == weeks) return end().minus(LAST_EVENING);
        SplittableRandom random = random("delivery", week);
        return begin().plus(Duration.ofDays(7L * week + random.nextInt(3)))
                .plus(FIRST_HOUR)
                .plus(Duration.ofMinutes(random.nextInt(360)));
    }

    /** {@code days} before the end, at an hour of the day. */
    Instant before(int days, int hour) {
        return day.minusDays(days).atTime(hour, 0).atZone(Time.CITY).toInstant();
    }

    /** Chance that depends on the seed and on what it is for, not on what was drawn before. */
    SplittableRandom random(Object... what) {
        return SeededRandom.of(seed, Objects.hash(what));
    }
}
