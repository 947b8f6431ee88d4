package org.fengqiao.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    @ParameterizedTest
    @CsvSource({
        "1, 0.5, 2000",
        "2, 0.5, 4000",
        "3, 0.5, 8000",
        "8, 0.5, 256000",
        "9, 0.5, 300000",
        "99, 0.5, 300000",
        "1, 0.0, 1600",
        "1, 1.0, 2400",
        "99, 1.0, 360000"
    })
    void the_wait_doubles_to_five_minutes_and_is_spread_by_a_fifth(int failures, double random, long millis) {
        assertThat(new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5), 0.2).after(failures, random))
                .isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "9, 256", "10, 360", "99, 360"})
    void without_jitter_it_doubles_from_one_minute_to_six_hours(int failures, long minutes) {
        assertThat(new Backoff(Duration.ofMinutes(1), Duration.ofHours(6), 0).after(failures))
                .isEqualTo(Duration.ofMinutes(minutes));
    }
}
