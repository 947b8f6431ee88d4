package org.fengqiao.demo.city;

import java.time.LocalDate;
import java.util.List;

/** Rows that must be rejected, so that the demo has a rejection file to show. They come last in their files. */
final class DeliberateErrors {
    /** The ordinary enterprise that the bad observations are about. */
    static final int SUBJECT = 500;

    private static final int NEVER_ISSUED = 20_000_000;

    private DeliberateErrors() {}

    static List<DemoCity.InvalidRow> of(LocalDate asOf, String subject) {
        var day = asOf.minusDays(9).toString();
        var counted = asOf.minusDays(RecentDays.YEAR + 9).toString();
        var future = asOf.plusYears(2).toString();
        return List.of(
                enterprise("negative head count", 1, CityMap.BANTIAN, "-5", counted),
                enterprise("head count dated in the future", 2, CityMap.BANTIAN, "12", future),
                enterprise("head count turned into a date by a spreadsheet", 3, CityMap.BANTIAN, "1月5日", counted),
                enterprise("unknown area", 4, "440307013999", "12", counted),
                refused(
                        "enterprises.csv",
                        "code too short",
                        "9144030",
                        "深圳市演示错误五有限公司",
                        "F52",
                        CityMap.BANTIAN,
                        "",
                        "12",
                        counted,
                        "enterprise-report",
                        ""),
                observation("unknown indicator", subject, "WAG99", "1", day, "AUTHORITY", ""),
                observation("date in the future", subject, "WAG01", "9", future, "AUTHORITY", ""),
                observation("value is not a number", subject, "WAG01", "三十天", day, "AUTHORITY", ""),
                observation("unknown kind of evidence", subject, "WAG01", "9", day, "RUMOUR", ""),
                observation("unknown enterprise", UsccGenerator.of(NEVER_ISSUED), "WAG01", "9", day, "AUTHORITY", ""),
                observation("group below the minimum of 20", subject, "PSY01", "1.4", day, "AUTHORITY", "19"),
                observation("group below the minimum of 50", subject, "PSY02", "25", day, "AUTHORITY", "12"),
                observation("group below the minimum of 50", subject, "PSY03", "20", day, "AUTHORITY", "49"));
    }

    private static DemoCity.InvalidRow enterprise(
            String reason, int number, String area, String headcount, String date) {
        var name = "深圳市演示错误" + "一二三四".charAt(number - 1) + "有限公司";
        return refused(
                "enterprises.csv",
                reason,
                UsccGenerator.of(NEVER_ISSUED + number),
                name,
                "F52",
                area,
                "",
                headcount,
                date,
                "enterprise-report",
                "");
    }

    private static DemoCity.InvalidRow observation(
            String reason, String uscc, String indicator, String value, String date, String kind, String group) {
        return refused(
                "observations.csv", reason, uscc, indicator, value, date, date, "demo-errors", kind, "", group, "");
    }

    private static DemoCity.InvalidRow refused(String file, String reason, String... row) {
        return new DemoCity.InvalidRow(file, reason, List.of(row));
    }
}
