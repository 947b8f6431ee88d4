package org.fengqiao.pages.shell;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.web.Language;

/** Times as a person says them, in the local time of the city. */
record TimeWording(Language language, Instant now) {
    private static final Duration MINUTES_UP_TO = Duration.ofMinutes(100);
    private static final Duration HOURS_UP_TO = Duration.ofHours(36);

    private static final DateTimeFormatter ZH_THIS_YEAR = DateTimeFormatter.ofPattern("M月d日 HH:mm");
    private static final DateTimeFormatter ZH = DateTimeFormatter.ofPattern("uuuu年M月d日 HH:mm");
    private static final DateTimeFormatter ZH_DAY = DateTimeFormatter.ofPattern("uuuu年M月d日");
    private static final DateTimeFormatter ZH_MONTH = DateTimeFormatter.ofPattern("uuuu年M月");
    private static final DateTimeFormatter EN_MONTH = DateTimeFormatter.ofPattern("MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter EN_THIS_YEAR = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter EN = DateTimeFormatter.ofPattern("d MMM uuuu HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter EN_DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    /** With the year if it is not the current one. */
    String moment(Instant at) {
        ZonedDateTime local = at.atZone(Time.CITY);
        if (local.getYear() != now.atZone(Time.CITY).getYear()) return exact(at);
        return language.choose(ZH_THIS_YEAR.format(local), EN_THIS_YEAR.format(local));
    }

    String exact(Instant at) {
        ZonedDateTime local = at.atZone(Time.CITY);
        return language.choose(ZH.format(local), EN.format(local));
    }

    String day(LocalDate day) {
        return language.choose(ZH_DAY.format(day), EN_DAY.format(day));
    }

    String month(LocalDate day) {
        return language.choose(ZH_MONTH.format(day), EN_MONTH.format(day));
    }

    /** How long ago it was, or how long until then. */
    String ago(Instant at) {
        Duration since = Duration.between(at, now);
        if (since.isNegative()) return language.choose(length(since.abs()) + "后", "in " + length(since.abs()));
        if (since.toMinutes() < 1) return language.choose("刚刚", "just now");
        return language.choose(length(since) + "前", length(since) + " ago");
    }

    String remaining(Instant due) {
        Duration left = Duration.between(now, due);
        return left.isNegative()
                ? language.choose("逾期" + length(left.abs()), length(left.abs()) + " overdue")
                : language.choose("还剩" + length(left), length(left) + " left");
    }

    /** Minutes, hours or days, whichever says enough. */
    String length(Duration length) {
        if (length.toMinutes() < 1) return language.choose("不到1分钟", "less than a minute");
        if (length.compareTo(MINUTES_UP_TO) < 0)
            return language.choose(length.toMinutes() + "分钟", length.toMinutes() + " min");
        if (length.compareTo(HOURS_UP_TO) < 0) return language.choose(length.toHours() + "小时", length.toHours() + " h");
        return language.choose(length.toDays() + "天", length.toDays() == 1 ? "1 day" : length.toDays() + " days");
    }
}
