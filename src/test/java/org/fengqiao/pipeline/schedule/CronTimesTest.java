package org.fengqiao.pipeline.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.fengqiao.platform.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cron expressions are read in the time of the city. */
class CronTimesTest {
    private static final String NIGHT = "0 0 2 * * ?";

    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource({
        "0 0 2 * * ?, 2026-07-01T17:59:59Z, 2026-06-30T18:00:00Z, 2026-07-01T18:00:00Z",
        "0 0 2 * * ?, 2026-07-01T18:00:00Z, 2026-07-01T18:00:00Z, 2026-07-02T18:00:00Z",
        "0 0 2 * * ?, 2026-07-01T18:00:00.5Z, 2026-07-01T18:00:00Z, 2026-07-02T18:00:00Z",
        "0 0/10 * * * ?, 2026-07-01T00:09:59Z, 2026-07-01T00:00:00Z, 2026-07-01T00:10:00Z",
        "0 30 1 ? * MON-FRI, 2026-07-05T00:00:00Z, 2026-07-02T17:30:00Z, 2026-07-05T17:30:00Z",
    })
    void the_times_around_a_moment(String expression, Instant at, Instant latest, Instant next) {
        CronTimes times = CronTimes.parse(expression, "X");
        assertThat(times.latest(at)).contains(latest);
        assertThat(times.next(at)).contains(next);
    }

    @Property(tries = 200)
    void the_latest_time_is_the_one_before_the_next(
            @ForAll @LongRange(min = 1_700_000_000_000L, max = 1_900_000_000_000L) long millis) {
        CronTimes times = CronTimes.parse(NIGHT, "X");
        Instant at = Instant.ofEpochMilli(millis);
        Instant latest = times.latest(at).orElseThrow();
        Instant next = times.next(at).orElseThrow();
        assertThat(latest).isBeforeOrEqualTo(at);
        assertThat(next).isAfter(at);
        assertThat(times.latest(next)).contains(next);
        assertThat(times.next(latest)).contains(next);
        assertThat(times.interval(at)).contains(Duration.ofDays(1));
    }

    @Test
    void off_is_never() {
        CronTimes never = CronTimes.parse("off", "X");
        assertThat(never.latest(Instant.EPOCH)).isEmpty();
        assertThat(never.next(Instant.EPOCH)).isEmpty();
        assertThat(never.interval(Instant.EPOCH)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nightly", "0 0 25 * * ?", "0 2 * * *"})
    void what_is_no_expression_is_refused_with_the_setting_it_is_in(String expression) {
        assertThatThrownBy(() -> CronTimes.parse(expression, "FENGQIAO_PASS_CHANGES"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("FENGQIAO_PASS_CHANGES");
    }
}
