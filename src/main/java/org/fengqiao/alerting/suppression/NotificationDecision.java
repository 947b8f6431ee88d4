package org.fengqiao.alerting.suppression;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.alerting.Alert;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Tier;

/** Whether those who answer for an alert are told now; the alert is raised, listed and counted in any case. */
public sealed interface NotificationDecision {
    DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    record Notify() implements NotificationDecision {}

    /**
     * @param until when it is told after all, if it is still open; null when it is not told one by one
     * @param silence the one that holds it, or null
     * @param subject the rule or source that is throttled, or null
     */
    record Suppress(Reason reason, BilingualText why, Instant until, UUID silence, String subject)
            implements NotificationDecision {}

    /** Why nobody is told now. */
    enum Reason {
        SILENCED,
        /** The same tier was told a moment ago. */
        COOLDOWN,
        /** Its owner was told of the alert of a related enterprise. */
        GROUPED,
        THROTTLED;

        /** While it is held, its clocks stand: nobody can miss what he was not told. */
        public boolean stopsClocks() {
            return this != THROTTLED;
        }
    }

    /** Of RED people are notified always and at once. The throttle comes last: what is suppressed anyway needs none. */
    static NotificationDecision decide(
            Silence.SilenceSubject of,
            Optional<Alert.LastNotification> told,
            List<Silence> silences,
            boolean ownerKnowsGroup,
            AlertThrottle throttle,
            Optional<String> rule,
            Optional<String> source,
            Instant at,
            Duration cooldown) {
        Optional<AlertThrottle.Subject> over = throttle.count(rule, source);
        if (of.tier() == Tier.RED) return new Notify();
        Optional<Silence> silence =
                silences.stream().filter(one -> one.isEffectiveFor(of, at)).findFirst();
        if (silence.isPresent()) return silenced(silence.get());
        if (ownerKnowsGroup) return grouped();
        Optional<Instant> cool = told.filter(last -> of.tier().compareTo(last.tier()) <= 0)
                .map(last -> last.at().plus(cooldown))
                .filter(at::isBefore);
        if (cool.isPresent()) return cooling(cool.get());
        return over.<NotificationDecision>map(throttle::suppress).orElseGet(Notify::new);
    }

    static Suppress silenced(Silence by) {
        String until = formatMinute(by.endsAt);
        return new Suppress(
                Reason.SILENCED,
                new BilingualText(
                        "已静默至" + until + "（" + by.author + "：" + by.reason + "）",
                        "silenced until " + until + " (" + by.author + ": " + by.reason + ")"),
                by.endsAt,
                by.id,
                null);
    }

    private static Suppress grouped() {
        return new Suppress(
                Reason.GROUPED,
                new BilingualText("责任人已收到关联企业的同级预警", "its owner was told of a related enterprise at this tier"),
                null,
                null,
                null);
    }

    private static Suppress cooling(Instant until) {
        return new Suppress(
                Reason.COOLDOWN,
                new BilingualText(
                        "刚刚通知过同级，冷却至" + formatMinute(until) + "，届时仍未关闭再通知",
                        "told at this tier a moment ago; told again at " + formatMinute(until)
                                + " if it is still open"),
                until,
                null,
                null);
    }

    static String formatMinute(Instant at) {
        return MINUTE.format(LocalDateTime.ofInstant(at, Time.CITY));
    }
}
