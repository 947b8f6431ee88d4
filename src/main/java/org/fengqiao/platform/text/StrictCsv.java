package org.fengqiao.platform.text;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.Time;

/** Small lists kept by hand: whole or not at all, with the line that is wrong. */
public final class StrictCsv {
    private StrictCsv() {}

    /** One line; every getter names line and column when it refuses. */
    public record Row(NamedCsvRecord line) {
        public String optional(String column) {
            return line.findField(column)
                    .map(String::strip)
                    .filter(f -> !f.isEmpty())
                    .orElse(null);
        }

        public String text(String column) {
            String value = optional(column);
            if (value == null) {
                throw wrong(column, "必填", "is required");
            }
            return value;
        }

        public LocalDate day(String column) {
            String value = optional(column);
            try {
                return value == null ? null : LocalDate.parse(value);
            } catch (DateTimeParseException e) {
                throw wrong(column, "应为 2026-01-31 这样的日期", "must be a date such as 2026-01-31");
            }
        }

        public Instant startOf(String column) {
            LocalDate day = day(column);
            return day == null ? null : day.atStartOfDay(Time.CITY).toInstant();
        }

        /** A day, or a day and a time in the city; the end of a day is the start of the next. */
        public Instant moment(String column, boolean end) {
            String value = text(column);
            try {
                if (value.contains("T")) {
                    return LocalDateTime.parse(value).atZone(Time.CITY).toInstant();
                }
                LocalDate day = LocalDate.parse(value);
                return (end ? day.plusDays(1) : day).atStartOfDay(Time.CITY).toInstant();
            } catch (DateTimeParseException e) {
                throw wrong(
                        column,
                        "应为 2026-01-31 或 2026-01-31T18:00",
                        "must be a date such as 2026-01-31, or a moment such as 2026-01-31T18:00");
            }
        }

        public <E extends Enum<E>> E oneOf(String column, Class<E> type) {
            try {
                return Enum.valueOf(type, text(column));
            } catch (IllegalArgumentException e) {
                String known = List.of(type.getEnumConstants()).toString();
                throw wrong(column, "应为其中之一: " + known, "must be one of " + known);
            }
        }

        private ProblemException wrong(String column, String zh, String en) {
            long at = line.getStartingLineNumber();
            return ProblemException.invalid(
                    "list-line-invalid",
                    "第" + at + "行 " + column + " 列" + zh,
                    "Line " + at + ", column " + column + ": " + en);
        }
    }

    public static List<Row> read(InputStream csv, String... required) {
        List<Row> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> reader =
                CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(csv)) {
            reader.forEach(line -> rows.add(new Row(line)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String column : required) {
            if (!rows.isEmpty() && !rows.get(0).line().getHeader().contains(column)) {
                throw ProblemException.invalid(
                        "list-column-missing", "缺少列 " + column + "，请补上表头", "Column " + column + " is missing; add it");
            }
        }
        return rows;
    }
}
