package org.fengqiao.platform.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.calendar.LegalClock.Type;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Periods of law: which day is the last. */
class LegalClockTest {
    private static final WorkingCalendar CALENDAR = WorkingCalendar.shipped();
    private static final LocalDate FIRST = LocalDate.parse("2019-01-01");

    @ParameterizedTest(name = "{0} ends {1}")
    @CsvSource({
        // the day of receipt does not count
        "P15D/2026-03-02,                                   2026-03-17",
        // would end in the Spring Festival: the day after it
        "P15D/2026-02-02,                                   2026-02-24",
        // would end on a Saturday on which work is made up: that is a day like others
        "P15D/2026-01-30,                                   2026-02-14",
        // would end on a Sunday
        "P15D/2026-03-07,                                   2026-03-23",
        "WP5D/2026-02-12,                                   2026-02-26",
        // stands still for five days while a supplement is awaited
        "P15D/2026-03-02;2026-03-05/2026-03-09,             2026-03-23",
        "WP3D/2026-03-02;2026-03-03/2026-03-04,             2026-03-09",
    })
    void ends_on(String clock, LocalDate last) {
        assertThat(LegalClock.parse(clock).lastDay(CALENDAR)).isEqualTo(last);
    }

    @Property
    void never_ends_on_a_day_off_nor_early(
            @ForAll @IntRange(max = 2800) int start,
            @ForAll @IntRange(min = 1, max = 90) int days,
            @ForAll Type type,
            @ForAll @IntRange(max = 40) int still,
            @ForAll @IntRange(max = 40) int length) {
        LocalDate from = FIRST.plusDays(start);
        LegalClock clock = new LegalClock(type, from, days, List.of());
        LegalClock suspended =
                clock.withSuspension(from.plusDays(still), from.plusDays(still).plusDays(length));

        assertThat(CALENDAR.isWorkingDay(clock.lastDay(CALENDAR))).isTrue();
        assertThat(clock.lastDay(CALENDAR)).isAfterOrEqualTo(from.plusDays(days));
        assertThat(suspended.lastDay(CALENDAR)).isAfterOrEqualTo(clock.lastDay(CALENDAR));
        assertThat(LegalClock.parse(suspended.format())).isEqualTo(suspended);
    }

    @Property
    void a_later_start_or_more_days_never_end_earlier(
            @ForAll @IntRange(max = 2800) int start,
            @ForAll @IntRange(min = 1, max = 90) int days,
            @ForAll Type type,
            @ForAll @IntRange(max = 20) int more) {
        LocalDate from = FIRST.plusDays(start);
        LocalDate last = new LegalClock(type, from, days, List.of()).lastDay(CALENDAR);

        assertThat(new LegalClock(type, from.plusDays(more), days, List.of()).lastDay(CALENDAR))
                .isAfterOrEqualTo(last);
        assertThat(new LegalClock(type, from, days + more, List.of()).lastDay(CALENDAR))
                .isAfterOrEqualTo(last);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "15D/2026-03-02",
                "P15D",
                "P0D/2026-03-02",
                "P15D/2026-02-30",
                "P5D/2026-03-02;2026-03-09/2026-03-05"
            })
    void what_is_no_period_is_refused(String text) {
        assertThatThrownBy(() -> LegalClock.parse(text)).isInstanceOf(ProblemException.class);
    }
}
