package org.fengqiao.registry.enterprise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.fengqiao.registry.enterprise.Headcounts.Headcount;
import org.fengqiao.registry.enterprise.Headcounts.Reading;
import org.junit.jupiter.api.Test;

class HeadcountsTest {
    @Test
    void is_unknown_without_a_reading() {
        assertThat(Headcounts.of(List.of())).isEqualTo(new Headcount(0, false, false));
    }

    @Test
    void takes_the_latest_of_one_source() {
        assertThat(Headcounts.of(List.of(reading("SI", "2026-01-01", 500), reading("SI", "2026-03-01", 90))))
                .isEqualTo(new Headcount(90, true, false));
    }

    @Test
    void takes_the_latest_when_sources_differ_by_exactly_twenty_percent() {
        assertThat(Headcounts.of(List.of(reading("SI", "2026-01-01", 300), reading("SELF", "2026-02-01", 250))))
                .isEqualTo(new Headcount(250, true, false));
    }

    @Test
    void takes_the_larger_and_flags_when_sources_differ_by_more() {
        assertThat(Headcounts.of(List.of(reading("SI", "2026-01-01", 301), reading("SELF", "2026-02-01", 250))))
                .isEqualTo(new Headcount(301, true, true));
    }

    @Test
    void counts_dispatched_workers_on_site() {
        Reading reading = new Reading("SI", LocalDate.parse("2026-01-01"), 260, 40, Instant.EPOCH);
        assertThat(Headcounts.of(List.of(reading)).heads()).isEqualTo(300);
    }

    @Test
    void knows_at_a_moment_only_what_was_learnt_by_then() {
        Reading later = new Reading("SI", LocalDate.parse("2026-01-01"), 900, 0, Instant.parse("2026-06-01T00:00:00Z"));
        List<Reading> readings = List.of(reading("SI", "2025-01-01", 100), later);
        assertThat(Headcounts.asKnownAt(readings, Instant.parse("2026-05-01T00:00:00Z"))
                        .heads())
                .isEqualTo(100);
    }

    private static Reading reading(String source, String day, int staff) {
        return new Reading(source, LocalDate.parse(day), staff, 0, Instant.EPOCH);
    }
}
