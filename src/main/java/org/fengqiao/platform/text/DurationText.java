package org.fengqiao.platform.text;

import java.time.Duration;
import java.time.Period;
import java.util.Map;

/** Spans of time as people say them, in their largest unit that fits. */
public final class DurationText {
    private DurationText() {}

    /** @param duration ISO 8601, in working time with a leading W, as routes write it */
    public static BilingualText of(String duration) {
        boolean working = duration.startsWith("W");
        String plain = working ? duration.substring(1) : duration;
        if (!plain.contains("T"))
            return text(working ? "workingDays" : "days", Period.parse(plain).getDays());
        long minutes = Duration.parse(plain).toMinutes();
        if (minutes % 60 != 0) return text(working ? "workingMinutes" : "minutes", minutes);
        return text(working ? "workingHours" : "hours", minutes / 60);
    }

    /** How much time has passed, rounded down: from two days on in days, from an hour on in hours. */
    public static BilingualText of(Duration span) {
        if (span.toDays() >= 2) return text("days", span.toDays());
        return span.toHours() >= 1 ? text("hours", span.toHours()) : text("minutes", Math.max(1, span.toMinutes()));
    }

    private static BilingualText text(String unit, long number) {
        return Messages.text("duration." + unit, Map.of("n", number));
    }
}
