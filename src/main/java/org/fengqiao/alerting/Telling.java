package org.fengqiao.alerting;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.platform.Text;
import org.fengqiao.platform.Time;
import org.fengqiao.policy.Tier;

/** Whether those who answer for an alert are told now; the alert is raised, listed and counted in any case. */
sealed interface Telling {
    DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    record Tell() implements Telling {}

    /**
     * @param until when it is told after all, if it is still open; null when it is not told one by one
     * @param silence the one that holds it, or null
     * @param subject what the brake is on, or null
     */
    record Hold(Reason reason, Text why, Instant until, UUID silence, String subject) implements Telling {}

    /** Why nobody is told now. */
    enum Reason {
        SILENCED,
        /** The same tier was told a moment ago. */
        COOLING,
        /** Its owner was told of the alert of a related enterprise. */
        GROUPED,
        BRAKED;

        /** While it is held, its clocks stand: nobody can miss what he was not told. */
        boolean stopsClocks() {
            return this != BRAKED;
        }
    }

    /** RED is told always and at once. The brake comes last: what is held anyway needs none. */
    static Telling of(
            Silence.Case of,
            Optional<Decision.Told> told,
            List<Silence> silences,
            boolean ownerKnowsGroup,
            Brake brake,
            Optional<String> rule,
            Optional<String> source,
            Instant at,
            Duration cooldown) {
        Optional<Brake.Subject> over = brake.arrives(rule, source);
        if (of.tier() == Tier.RED) return new Tell();
        Optional<Silence> silence =
                silences.stream().filter(one -> one.holds(of, at)).findFirst();
        if (silence.isPresent()) return silenced(silence.get());
        if (ownerKnowsGroup) return grouped();
        Optional<Instant> cool = told.filter(last -> of.tier().compareTo(last.tier()) <= 0)
                .map(last -> last.at().plus(cooldown))
                .filter(at::isBefore);
        if (cool.isPresent()) return cooling(cool.get());
        return over.<Telling>map(brake::hold).orElseGet(Tell::new);
    }

    static Hold silenced(Silence by) {
        String until = minute(by.to());
        return new Hold(
                Reason.SILENCED,
                new Text(
                        "已静默至" + until + "（" + by.author() + "：" + by.reason() + "）",
                        "silenced until " + until + " (" + by.author() + ": " + by.reason() + ")"),
                by.to(),
                by.id(),
                null);
    }

    private static Hold grouped() {
        return new Hold(
                Reason.GROUPED,
                new Text("责任人已收到关联企业的同级预警", "its owner was told of a related enterprise at this tier"),
                null,
                null,
                null);
    }

    private static Hold cooling(Instant until) {
        return new Hold(
                Reason.COOLING,
                new Text(
                        "刚刚通知过同级，冷却至" + minute(until) + "，届时仍未关闭再通知",
                        "told at this tier a moment ago; told again at " + minute(until) + " if it is still open"),
                until,
                null,
                null);
    }

    static String minute(Instant at) {
        return MINUTE.format(LocalDateTime.ofInstant(at, Time.CITY));
    }
}
