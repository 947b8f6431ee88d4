package org.fengqiao.platform;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** The one place where the system clock is read; everything else is handed an {@link InstantSource}. */
public final class Time {
    /** Dates without a time of day, and working days, are those of the city. */
    public static final ZoneId CITY = ZoneId.of("Asia/Shanghai");

    private Time() {}

    /** The last moment of a day in the city, as the database keeps moments. */
    public static Instant endOfDay(LocalDate day) {
        return day.plusDays(1).atStartOfDay(CITY).toInstant().minus(1, ChronoUnit.MICROS);
    }

    /** The system's clock, for what runs without the application; everything else has it injected. */
    public static InstantSource systemClock() {
        // Microseconds, as the database keeps them: what is read back equals what was written.
        return () -> Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /** A clock as caches want it. */
    public static long nanos(InstantSource clock) {
        return ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant());
    }
}
