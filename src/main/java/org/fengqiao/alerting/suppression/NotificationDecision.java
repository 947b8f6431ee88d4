package org.fengqiao.alerting.suppression;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.alerting.Alert;
import org.fengqiao.platform.Time;
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
    record Suppress(Reason reason, Instant until, UUID silence, String subject) implements NotificationDecision {
        /** For the history, which tells why in the words of the catalogue. */
        public Map<String, Object> arguments() {
            Map<String, Object> arguments = new HashMap<>();
            arguments.put("reason", reason);
            arguments.put("until", until);
            arguments.put("silence", silence);
            arguments.put("subject", subject);
            return arguments;
        }
    }

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
        return new Suppress(Reason.SILENCED, by.endsAt, by.id, null);
    }

    private static Suppress grouped() {
        return new Suppress(Reason.GROUPED, null, null, null);
    }

    private static Suppress cooling(Instant until) {
        return new Suppress(Reason.COOLDOWN, until, null, null);
    }

    static String formatMinute(Instant at) {
        return MINUTE.format(LocalDateTime.ofInstant(at, Time.CITY));
    }
}
