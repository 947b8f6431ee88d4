package org.fengqiao.platform.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.Time;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chinese working time: statutory holidays, make-up days, and clocks that stand still over them. */
class WorkingCalendarTest {
    private static final WorkingCalendar CALENDAR = WorkingCalendar.shipped();
    private static final Instant FIRST = city("2019-01-01T00:00");
    private static final int MINUTES = 8 * 365 * 24 * 60;

    @ParameterizedTest(name = "{0} works: {1}")
    @CsvSource({
        "2026-02-13, true", "2026-02-14, true", "2026-02-15, false", "2026-02-23, false", "2026-02-24, true",
        "2026-02-28, true", "2026-03-01, false", "2026-01-04, true", "2020-01-31, false", "2020-02-03, true",
        "2019-05-05, true", "2022-12-31, false", "2018-12-29, true", "2025-10-08, false", "2027-02-06, false",
    })
    void a_notice_says_which_days_are_worked(LocalDate day, boolean works) {
        assertThat(CALENDAR.isWorkingDay(day)).isEqualTo(works);
    }

    /** Work is made up day for day, except where a notice lengthened a holiday: so many working days has a year. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"2019,250", "2020,249", "2021,250", "2022,249", "2023,249", "2024,251", "2025,248", "2026,248"})
    void a_year_has_so_many_working_days(int year, int expected) {
        assertThat(LocalDate.of(year, 1, 1)
                        .datesUntil(LocalDate.of(year + 1, 1, 1))
                        .filter(CALENDAR::isWorkingDay))
                .hasSize(expected);
    }

    @ParameterizedTest(name = "{0} from {1} ends {2}")
    @CsvSource({
        // a holiday of nine days, then a make-up Saturday
        "WPT8H, 2026-02-14T17:00, 2026-02-24T18:00",
        "WPT8H, 2026-02-27T17:00, 2026-02-28T18:00",
        "WPT8H, 2026-03-02T09:00, 2026-03-03T10:00",
        "WPT2H, 2026-03-02T11:00, 2026-03-02T15:00",
        "WPT2H, 2026-03-01T03:00, 2026-03-02T11:00",
        "WP1D,  2026-02-13T10:00, 2026-02-14T18:00",
        "WP1D,  2026-02-14T10:00, 2026-02-24T18:00",
        "PT15M, 2026-02-17T02:00, 2026-02-17T02:15",
        "P7D,   2026-02-17T02:00, 2026-02-24T02:00",
    })
    void a_clock_runs_out(String duration, String from, String to) {
        WorkingCalendar.Deadline due = CALENDAR.due(duration, city(from));

        assertThat(due.at()).isEqualTo(city(to));
        assertThat(due.certain()).isTrue();
        assertThat(due.calendar().isPresent()).isEqualTo(duration.startsWith("W"));
    }

    @Test
    void a_year_without_a_notice_is_counted_monday_to_friday_and_says_so() {
        WorkingCalendar.Deadline due = CALENDAR.due("WP1D", city("2027-02-05T10:00"));

        assertThat(due.at()).isEqualTo(city("2027-02-08T18:00"));
        assertThat(due.certain()).isFalse();
        assertThat(due.calendar()).hasValue(CALENDAR.version());
    }

    @Property
    void working_time_adds_up(@ForAll @IntRange(max = MINUTES) int start, @ForAll @IntRange(max = 6000) int minutes) {
        Instant from = FIRST.plusSeconds(60L * start);
        Instant to = CALENDAR.plusWorkingTime(from, Duration.ofMinutes(minutes));

        assertThat(CALENDAR.workingTimeBetween(from, to)).isEqualTo(Duration.ofMinutes(minutes));
    }

    @Property
    void a_duration_may_be_split(
            @ForAll @IntRange(max = MINUTES) int start,
            @ForAll @IntRange(min = 1, max = 3000) int one,
            @ForAll @IntRange(min = 1, max = 3000) int two) {
        Instant from = FIRST.plusSeconds(60L * start);

        assertThat(CALENDAR.plusWorkingTime(
                        CALENDAR.plusWorkingTime(from, Duration.ofMinutes(one)), Duration.ofMinutes(two)))
                .isEqualTo(CALENDAR.plusWorkingTime(from, Duration.ofMinutes(one + two)));
    }

    @Property
    void who_starts_later_is_never_due_earlier(
            @ForAll @IntRange(max = MINUTES) int start,
            @ForAll @IntRange(max = 20_000) int later,
            @ForAll @IntRange(min = 1, max = 99) int amount) {
        Instant from = FIRST.plusSeconds(60L * start);
        for (String unit : new String[] {"WPT%dH", "WP%dD", "P%dD", "PT%dM"}) {
            String duration = unit.formatted(amount);
            assertThat(CALENDAR.due(duration, from.plusSeconds(60L * later)).at())
                    .isAfterOrEqualTo(CALENDAR.due(duration, from).at());
        }
    }

    @Property
    void a_working_clock_never_ends_on_a_day_off(
            @ForAll @IntRange(max = MINUTES) int start, @ForAll @IntRange(min = 1, max = 99) int amount) {
        Instant from = FIRST.plusSeconds(60L * start);
        for (String unit : new String[] {"WPT%dH", "WP%dD"}) {
            Instant at = CALENDAR.due(unit.formatted(amount), from).at();
            assertThat(CALENDAR.isWorkingDay(LocalDate.ofInstant(at, Time.CITY)))
                    .isTrue();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            2027,OFF,2027-02-05,2027-02-11,,春节,Spring Festival,| line 3, column notice
            2027,OFF,2027-02-05,2027-02-01,,春节,Spring Festival,n| line 3, column to
            2027,WORK,2027-02-03,,,春节,Spring Festival,n| line 3, column from
            2026,OFF,2027-02-05,,,春节,Spring Festival,n| line 3, column year
            2027,FREE,2027-02-05,,,春节,Spring Festival,n| line 3, column kind
            ,HOURS,,,9-12,,,| line 3, column kind
            """)
    void a_wrong_line_is_refused_by_line_and_column(String line, String where) {
        String csv = "year,kind,from,to,hours,zh,en,notice\n,HOURS,,,09:00-12:00,,,\n" + line + "\n";

        assertThatThrownBy(() -> CalendarReader.read(csv))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(where);
    }

    private static Instant city(String local) {
        return LocalDateTime.parse(local).atZone(Time.CITY).toInstant();
    }
}
