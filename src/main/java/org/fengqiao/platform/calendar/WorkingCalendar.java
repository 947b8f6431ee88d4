package org.fengqiao.platform.calendar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.text.BilingualText;

/**
 * The working days and hours of the city, as the State Council's notices give them year by year: days off, and Saturdays
 * and Sundays on which work is made up. A year without a notice has Monday to Friday, and says that it is a guess.
 */
public final class WorkingCalendar {

    /** Part of a working day. */
    public record Hours(LocalTime from, LocalTime to) {}

    /** A day that is not what its weekday says. */
    public record SpecialDay(boolean working, BilingualText name, String notice) {}

    /**
     * When a clock runs out.
     *
     * @param calendar version of the calendar that was counted with; empty for a clock of the wall
     * @param certain false when it reaches into a year whose holidays are not known yet
     */
    public record Deadline(Instant at, Optional<String> calendar, boolean certain) {}

    private final String version;
    private final Set<Integer> years;
    private final List<Hours> hours;
    private final Map<LocalDate, SpecialDay> specials;

    WorkingCalendar(String version, Set<Integer> years, List<Hours> hours, Map<LocalDate, SpecialDay> specials) {
        this.version = version;
        this.years = Set.copyOf(years);
        this.hours = List.copyOf(hours);
        this.specials = Map.copyOf(specials);
    }

    /** The one that comes with the software. */
    public static WorkingCalendar shipped() {
        return CalendarReader.read(shippedText());
    }

    static String shippedText() {
        try (InputStream csv = WorkingCalendar.class.getResourceAsStream("/calendar/working-days.csv")) {
            return new String(csv.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last year of a notice and a hash of the content: the same content is the same version. */
    public String version() {
        return version;
    }

    public int lastYear() {
        return years.stream().max(Integer::compare).orElseThrow();
    }

    public List<Hours> hours() {
        return hours;
    }

    public Map<LocalDate, SpecialDay> specials() {
        return specials;
    }

    /** Whether a notice says what this day is; otherwise its weekday decides. */
    public boolean isKnown(LocalDate day) {
        return years.contains(day.getYear());
    }

    public boolean isWorkingDay(LocalDate day) {
        SpecialDay special = specials.get(day);
        if (special != null) return special.working();
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    /** The n-th working day after a day, which does not count itself. */
    public LocalDate plusWorkingDays(LocalDate start, int days) {
        LocalDate day = start;
        for (int counted = 0; counted < days; ) {
            day = day.plusDays(1);
            if (isWorkingDay(day)) counted++;
        }
        return day;
    }

    /** The first moment by which so much working time has gone by. */
    public Instant plusWorkingTime(Instant start, Duration time) {
        if (time.isNegative() || time.isZero()) return start;
        Duration left = time;
        for (LocalDate day = LocalDate.ofInstant(start, Time.CITY); ; day = day.plusDays(1)) {
            if (!isWorkingDay(day)) continue;
            for (Hours part : hours) {
                Instant from = later(at(day, part.from()), start);
                Duration there = Duration.between(from, at(day, part.to()));
                if (there.compareTo(left) >= 0) return from.plus(left);
                if (!there.isNegative()) left = left.minus(there);
            }
        }
    }

    /** How much working time lies between two moments. */
    public Duration workingTimeBetween(Instant from, Instant to) {
        Duration sum = Duration.ZERO;
        LocalDate last = LocalDate.ofInstant(to, Time.CITY);
        for (LocalDate day = LocalDate.ofInstant(from, Time.CITY); !day.isAfter(last); day = day.plusDays(1)) {
            if (!isWorkingDay(day)) continue;
            for (Hours part : hours) {
                Instant start = later(at(day, part.from()), from);
                Instant end = earlier(at(day, part.to()), to);
                if (start.isBefore(end)) sum = sum.plus(Duration.between(start, end));
            }
        }
        return sum;
    }

    /**
     * When a clock of a route runs out: {@code PT15M} and {@code P7D} run on the wall, {@code WPT8H} in working hours,
     * {@code WP1D} to the end of the working day, the day it starts on not counted.
     */
    public Deadline due(String duration, Instant from) {
        ZonedDateTime start = from.atZone(Time.CITY);
        if (!duration.startsWith("W")) {
            boolean timed = duration.contains("T");
            Instant at = timed
                    ? from.plus(Duration.parse(duration))
                    : start.plus(Period.parse(duration)).toInstant();
            return new Deadline(at, Optional.empty(), true);
        }
        String time = duration.substring(1);
        Instant at = time.contains("T")
                ? plusWorkingTime(from, Duration.parse(time))
                : at(
                        plusWorkingDays(start.toLocalDate(), Period.parse(time).getDays()),
                        hours.get(hours.size() - 1).to());
        return new Deadline(at, Optional.of(version), isKnown(LocalDate.ofInstant(at, Time.CITY)));
    }

    private static Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(Time.CITY).toInstant();
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
