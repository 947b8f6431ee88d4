package org.fengqiao.platform.calendar;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fengqiao.platform.ProblemException;

/**
 * A period of law, counted in days: the day it starts on does not count, days on which it is suspended do not count,
 * and one that would end on a day off ends on the next working day (Civil Procedure Law art. 85). Written
 * {@code P15D/2026-02-10}, with a leading W for working days, and each suspension after a semicolon:
 * {@code WP5D/2026-02-10;2026-02-12/2026-02-20}.
 *
 * @param start the day of receipt, effect or filing
 */
public record LegalClock(Type type, LocalDate start, int days, List<Suspension> suspensions) {
    private static final int MOST_DAYS = 9_999;
    private static final Pattern WRITTEN =
            Pattern.compile("(W?)P(\\d{1,4})D/([0-9-]{10})((?:;[0-9-]{10}/[0-9-]{10})*)");

    /** Which days count. */
    public enum Type {
        CALENDAR,
        WORKING
    }

    /** Days on which the clock stands still: a supplement is awaited, an injury is being recognised. Both belong to it. */
    public record Suspension(LocalDate from, LocalDate to) {
        public Suspension {
            if (to.isBefore(from)) {
                throw ProblemException.invalid(
                        "legal-clock-suspension-backwards",
                        "期间中止的结束日" + to + "早于开始日" + from + "，请更正",
                        "The suspension ends on " + to + ", before it starts on " + from + "; correct it");
            }
        }

        boolean holds(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    public LegalClock {
        suspensions = List.copyOf(suspensions);
        if (days < 1 || days > MOST_DAYS) {
            throw ProblemException.invalid(
                    "legal-clock-days",
                    "期间应为1至" + MOST_DAYS + "日，现为" + days,
                    "A period has 1 to " + MOST_DAYS + " days, not " + days);
        }
    }

    public static LegalClock calendarDays(LocalDate start, int days) {
        return new LegalClock(Type.CALENDAR, start, days, List.of());
    }

    public static LegalClock workingDays(LocalDate start, int days) {
        return new LegalClock(Type.WORKING, start, days, List.of());
    }

    /** The same clock, standing still from one day to another, both included. */
    public LegalClock withSuspension(LocalDate from, LocalDate to) {
        List<Suspension> more = new ArrayList<>(suspensions);
        more.add(new Suspension(from, to));
        return new LegalClock(type, start, days, more);
    }

    /** The last day on which it can still be done; keep the calendar's version beside it. */
    public LocalDate lastDay(WorkingCalendar calendar) {
        LocalDate day = start;
        for (int counted = 0; counted < days; ) {
            day = day.plusDays(1);
            if (counts(day, calendar)) counted++;
        }
        while (suspended(day) || !calendar.isWorkingDay(day)) day = day.plusDays(1);
        return day;
    }

    private boolean counts(LocalDate day, WorkingCalendar calendar) {
        if (suspended(day)) return false;
        return switch (type) {
            case CALENDAR -> true;
            case WORKING -> calendar.isWorkingDay(day);
        };
    }

    private boolean suspended(LocalDate day) {
        return suspensions.stream().anyMatch(suspension -> suspension.holds(day));
    }

    /** As it is kept in a column; {@link #parse} reads it back. */
    public String format() {
        StringBuilder text = new StringBuilder(type == Type.WORKING ? "WP" : "P");
        text.append(days).append("D/").append(start);
        suspensions.forEach(s -> text.append(';').append(s.from()).append('/').append(s.to()));
        return text.toString();
    }

    public static LegalClock parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) throw unreadable(text);
        try {
            List<Suspension> suspensions = new ArrayList<>();
            for (String suspension : written.group(4).split(";")) {
                if (suspension.isEmpty()) continue;
                String[] ends = suspension.split("/");
                suspensions.add(new Suspension(LocalDate.parse(ends[0]), LocalDate.parse(ends[1])));
            }
            return new LegalClock(
                    written.group(1).isEmpty() ? Type.CALENDAR : Type.WORKING,
                    LocalDate.parse(written.group(3)),
                    Integer.parseInt(written.group(2)),
                    suspensions);
        } catch (DateTimeParseException e) {
            throw unreadable(text);
        }
    }

    private static ProblemException unreadable(String text) {
        return ProblemException.invalid(
                "legal-clock-unreadable",
                "法定期间“" + text + "”无法识别，应如 P15D/2026-02-10 或 WP5D/2026-02-10",
                "The period '" + text + "' cannot be read; write P15D/2026-02-10, or WP5D/2026-02-10 for working days");
    }
}
