package org.fengqiao.pipeline.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.Time;

/** The times of a cron expression, as clocks in the city show them; none for {@code off}. */
record CronTimes(Optional<ExecutionTime> times) {
    private static final String OFF = "off";
    private static final CronParser PARSER =
            new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ));

    /** @param setting where the expression comes from, for whoever has to mend it */
    static CronTimes parse(String expression, String setting) {
        if (expression.equalsIgnoreCase(OFF)) return new CronTimes(Optional.empty());
        try {
            return new CronTimes(
                    Optional.of(ExecutionTime.forCron(PARSER.parse(expression).validate())));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    ErrorKind.INVALID_INPUT,
                    "cron-malformed",
                    setting + " 的值“" + expression + "”不是 cron 表达式；例如每天凌晨两点为 0 0 2 * * ?，停用为 off",
                    setting + " holds \"" + expression + "\", which is no cron expression; 0 0 2 * * ? for example is"
                            + " every night at two, and off is never",
                    e);
        }
    }

    /** The latest time, at that instant at the latest. */
    Optional<Instant> latest(Instant at) {
        // a second later, because only what lies before is asked for
        return times.flatMap(all -> all.lastExecution(local(at.plusSeconds(1))))
                .map(ZonedDateTime::toInstant)
                .filter(time -> !time.isAfter(at));
    }

    Optional<Instant> next(Instant after) {
        return times.flatMap(all -> all.nextExecution(local(after))).map(ZonedDateTime::toInstant);
    }

    /** From one time to the next. */
    Optional<Duration> interval(Instant around) {
        Optional<Instant> next = next(around);
        return next.flatMap(this::next).map(following -> Duration.between(next.get(), following));
    }

    private static ZonedDateTime local(Instant at) {
        return at.atZone(Time.CITY);
    }
}
