package org.fengqiao.platform.calendar;

import com.google.common.hash.Hashing;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.calendar.WorkingCalendar.Hours;
import org.fengqiao.platform.calendar.WorkingCalendar.SpecialDay;
import org.fengqiao.platform.text.BilingualText;

/**
 * Reads {@code year,kind,from,to,hours,zh,en,notice}, whole or not at all: OFF and WORK lines name the days a notice
 * sets, HOURS the working hours of every working day.
 */
final class CalendarReader {
    private static final List<String> COLUMNS = List.of("year", "kind", "from", "to", "hours", "zh", "en", "notice");
    private static final int LONGEST_HOLIDAY = 31;

    private final Set<Integer> years = new TreeSet<>();
    private final List<Hours> hours = new ArrayList<>();
    private final Map<LocalDate, SpecialDay> specials = new HashMap<>();

    private CalendarReader() {}

    static WorkingCalendar read(String csv) {
        CalendarReader reader = new CalendarReader();
        try (CsvReader<NamedCsvRecord> lines =
                CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(stripBom(csv))) {
            for (NamedCsvRecord line : lines) reader.line(line);
        } catch (java.io.IOException | CsvParseException e) {
            throw ProblemException.invalid(
                    "calendar-unreadable", "日历文件不是可读的CSV，请检查", "The calendar is not a readable CSV file");
        }
        if (reader.years.isEmpty() || reader.hours.isEmpty()) {
            throw ProblemException.invalid(
                    "calendar-incomplete",
                    "日历至少要有一年的放假安排(OFF)和一行工作时间(HOURS)",
                    "A calendar needs the days off of at least one year (OFF) and the working hours (HOURS)");
        }
        String version = reader.years.stream().max(Integer::compare).orElseThrow() + "-" + hash(csv);
        return new WorkingCalendar(version, reader.years, reader.hours, reader.specials);
    }

    private static String stripBom(String csv) {
        return csv.startsWith("\uFEFF") ? csv.substring(1) : csv;
    }

    private void line(NamedCsvRecord line) {
        for (String column : COLUMNS) {
            if (!line.getHeader().contains(column)) {
                throw ProblemException.invalid(
                        "calendar-column-missing",
                        "缺少列 " + column + "，请补上表头",
                        "Column " + column + " is missing; add it");
            }
        }
        switch (text(line, "kind")) {
            case "HOURS" -> hours(line);
            case "OFF" -> days(line, false);
            case "WORK" -> days(line, true);
            default -> throw wrong(line, "kind", "应为 OFF、WORK 或 HOURS", "must be OFF, WORK or HOURS");
        }
    }

    private void hours(NamedCsvRecord line) {
        if (!hours.isEmpty()) throw wrong(line, "kind", "工作时间只能有一行", "there is one line of working hours only");
        LocalTime last = LocalTime.MIN;
        for (String part : text(line, "hours").split(";")) {
            String[] ends = part.split("-");
            try {
                Hours read = new Hours(LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip()));
                if (read.from().isBefore(last) || !read.from().isBefore(read.to())) {
                    throw wrong(line, "hours", "各段应先后相接、不重叠", "the parts must follow one another and not overlap");
                }
                hours.add(read);
                last = read.to();
            } catch (DateTimeException | ArrayIndexOutOfBoundsException e) {
                throw wrong(line, "hours", "应如 09:00-12:00;14:00-18:00", "must read like 09:00-12:00;14:00-18:00");
            }
        }
    }

    private void days(NamedCsvRecord line, boolean working) {
        LocalDate from = day(line, "from");
        LocalDate to = line.getField("to").isBlank() ? from : day(line, "to");
        if (to.isBefore(from) || from.plusDays(LONGEST_HOLIDAY).isBefore(to)) {
            throw wrong(line, "to", "应不早于 from，且不超过一个月", "must not be before from, nor more than a month after");
        }
        SpecialDay special =
                new SpecialDay(working, new BilingualText(text(line, "zh"), text(line, "en")), text(line, "notice"));
        years.add(year(line, from));
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
            if (working && !weekend) throw wrong(line, "from", "补班日应为周末", "work is made up on a Saturday or Sunday");
            if (specials.put(day, special) != null) {
                throw wrong(line, "from", day + " 已在前面写过", day + " was named before");
            }
        }
    }

    /** The year of the notice: its New Year may begin in the last days of the year before. */
    private static int year(NamedCsvRecord line, LocalDate from) {
        String year = text(line, "year");
        if (year.equals(String.valueOf(from.getYear()))
                || year.equals(String.valueOf(from.plusDays(7).getYear()))) return Integer.parseInt(year);
        throw wrong(line, "year", "应为放假通知所定的年份", "must be the year the notice is for");
    }

    private static LocalDate day(NamedCsvRecord line, String column) {
        try {
            return LocalDate.parse(text(line, column));
        } catch (DateTimeException e) {
            throw wrong(line, column, "应为 2026-01-31 这样的日期", "must be a date such as 2026-01-31");
        }
    }

    private static String text(NamedCsvRecord line, String column) {
        String value = line.getField(column).strip();
        if (value.isEmpty()) throw wrong(line, column, "必填", "is required");
        return value;
    }

    private static ProblemException wrong(NamedCsvRecord line, String column, String zh, String en) {
        long at = line.getStartingLineNumber();
        return ProblemException.invalid(
                "calendar-line-invalid",
                "日历第" + at + "行 " + column + " 列" + zh,
                "Calendar line " + at + ", column " + column + ": " + en);
    }

    private static String hash(String csv) {
        return Hashing.sha256()
                .hashString(csv, StandardCharsets.UTF_8)
                .toString()
                .substring(0, 8);
    }
}
