package org.fengqiao.intake;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers and dates as people and spreadsheets write them. */
public final class CellParser {
    private static final Pattern NUMBER = Pattern.compile(
            "[¥$]?([+-]?(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?(?:[eE][+-]?\\d{1,2})?)[人名元天日月件个起次%]?");
    private static final Pattern DATE_IN_DISGUISE = Pattern.compile(
            "\\d{4}[-/.年]\\d{1,2}[-/.月]\\d{1,2}日?|\\d{1,2}月\\d{1,2}日|\\d{1,2}-[A-Za-z]{3}(?:-\\d{2,4})?|[A-Za-z]{3}-\\d{1,2}");
    private static final Pattern SERIAL = Pattern.compile("[2-7]\\d{4}(?:\\.\\d+)?");
    private static final LocalDate SERIAL_ZERO = LocalDate.of(1899, 12, 30);
    private static final LocalDate EPOCH = LocalDate.ofEpochDay(0);
    private static final LocalDate EARLIEST = LocalDate.of(1950, 1, 1);

    private CellParser() {}

    /** Converts full-width characters to plain ones and drops those that the database refuses. */
    public static String normalize(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replace("\u0000", "")
                .strip();
    }

    public static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    public static double number(String column, String raw) {
        String text = normalize(raw).replace(" ", "");
        var number = NUMBER.matcher(text);
        if (!number.matches()) {
            throw DATE_IN_DISGUISE.matcher(text).matches()
                    ? new RowRejectedException(
                            column,
                            raw,
                            "value-became-date",
                            "电子表格把数字变成了日期，请把该列设为文本后重填",
                            "A spreadsheet turned this number into a date; format the column as text and enter it again")
                    : new RowRejectedException(
                            column, raw, "value-not-a-number", "不是数字，请填写数字", "Not a number; enter a number");
        }
        double value = Double.parseDouble(number.group(1).replace(",", ""));
        if (value < 0) {
            throw new RowRejectedException(column, raw, "value-negative", "不能为负数，请核对", "Cannot be negative; check it");
        }
        return value;
    }

    public static int headcount(String column, String raw) {
        double value = number(column, raw);
        if (value != Math.rint(value) || value > 3_000_000) {
            throw new RowRejectedException(
                    column,
                    raw,
                    "headcount-implausible",
                    "人数应为不超过300万的整数",
                    "A head count is a whole number up to 3,000,000");
        }
        return (int) value;
    }

    public static LocalDate date(String column, String raw, List<DateTimeFormatter> formats, LocalDate today) {
        LocalDate date = parse(column, raw, formats);
        if (date.equals(EPOCH)) {
            throw new RowRejectedException(
                    column,
                    raw,
                    "date-is-epoch",
                    "1970-01-01是系统导出的空日期，请填写真实日期",
                    "1970-01-01 is an empty date as computers export it; enter the real one");
        }
        if (date.isAfter(today)) {
            throw new RowRejectedException(
                    column, raw, "date-in-future", "日期在将来，请核对", "The date is in the future; check it");
        }
        if (date.isBefore(EARLIEST)) {
            throw new RowRejectedException(
                    column, raw, "date-implausible", "日期早于1950年，请核对", "The date is before 1950; check it");
        }
        return date;
    }

    private static LocalDate parse(String column, String raw, List<DateTimeFormatter> formats) {
        String text = normalize(raw);
        if (SERIAL.matcher(text).matches()) {
            return SERIAL_ZERO.plusDays((long) Double.parseDouble(text));
        }
        String day = text.replaceFirst("(?<=\\d)[ T]+\\d{1,2}:\\d{2}.*$", "");
        for (DateTimeFormatter format : formats) {
            try {
                return LocalDate.parse(day, format);
            } catch (DateTimeException otherFormat) {
                continue;
            }
        }
        throw new RowRejectedException(
                column, raw, "date-unreadable", "日期无法识别，请写成 2026-01-31", "Not a date; write it as 2026-01-31");
    }
}
