package org.fengqiao.registry.enterprise;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Decides which of several head counts is used for routing. */
public final class Headcounts {
    /** Flag of an enterprise whose sources disagree by more than 20 %. */
    public static final String CONFLICT_FLAG = "HEADCOUNT_CONFLICT";

    private static final Comparator<Reading> BY_AGE = Comparator.comparing(Reading::countedOn)
            .thenComparing(Reading::learntAt)
            .thenComparing(Reading::heads)
            .thenComparing(Reading::source);

    private Headcounts() {}

    /** One count by one source; dispatched workers on site count like staff. */
    public record Reading(String source, LocalDate countedOn, int staff, int dispatched, Instant learntAt) {
        public int heads() {
            return staff + dispatched;
        }
    }

    /** The head count used for routing; 0 and not {@code known} if there is no reading. */
    public record Headcount(int heads, boolean known, boolean conflict) {}

    /** The latest reading, unless the latest of several sources differ by more than 20 %: then the larger. */
    public static Headcount of(Collection<Reading> readings) {
        Map<String, Reading> latest = new HashMap<>();
        for (Reading reading : readings) {
            latest.merge(reading.source(), reading, (a, b) -> BY_AGE.compare(a, b) >= 0 ? a : b);
        }
        if (latest.isEmpty()) {
            return new Headcount(0, false, false);
        }
        long least = latest.values().stream().mapToInt(Reading::heads).min().orElseThrow();
        int most = latest.values().stream().mapToInt(Reading::heads).max().orElseThrow();
        if (most * 10L > least * 12L) {
            return new Headcount(most, true, true);
        }
        return new Headcount(latest.values().stream().max(BY_AGE).orElseThrow().heads(), true, false);
    }

    /** The head count from the readings known at a moment. */
    public static Headcount asKnownAt(Collection<Reading> readings, Instant at) {
        List<Reading> known = new ArrayList<>(readings.size());
        for (Reading reading : readings) {
            if (!reading.learntAt().isAfter(at)) known.add(reading);
        }
        // Fast path: nearly every enterprise was counted once, and a pass asks for all.
        if (known.size() == 1) return new Headcount(known.get(0).heads(), true, false);
        return of(known);
    }
}
