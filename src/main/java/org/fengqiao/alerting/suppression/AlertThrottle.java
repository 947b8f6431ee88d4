package org.fengqiao.alerting.suppression;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Counts today's alerts by rule and by source against what was to be expected. What comes beyond a multiple of it is not told
 * one by one but goes into the digest of the supervisor. What arrives is added; several threads may share one.
 */
public final class AlertThrottle {
    /** Whose alerts are counted. */
    enum CountedBy {
        RULE,
        SOURCE
    }

    /** A rule or a source. */
    record Subject(CountedBy kind, String name) {
        @Override
        public String toString() {
            return kind + " " + name;
        }
    }

    private final Map<Subject, Integer> forecasts;
    private final Map<Subject, Integer> today;
    private final int floor;
    private final double factor;

    AlertThrottle(Map<Subject, Integer> forecasts, Map<Subject, Integer> today, int floor, double factor) {
        this.forecasts = forecasts;
        this.today = new ConcurrentHashMap<>(today);
        this.floor = floor;
        this.factor = factor;
    }

    /**
     * What a day is expected to bring: as many as the second busiest day that is known. So the monthly delivery of a source is
     * nothing unusual, and one flood does not make the next one usual.
     */
    static int forecast(Map<LocalDate, Integer> alertsByDay) {
        return alertsByDay.values().stream()
                .sorted(Comparator.reverseOrder())
                .skip(1)
                .findFirst()
                .orElse(0);
    }

    /** One more alert; gives back what is over its limit with it. */
    Optional<Subject> count(Optional<String> rule, Optional<String> source) {
        return Stream.concat(
                        rule.stream().map(name -> new Subject(CountedBy.RULE, name)),
                        source.stream().map(name -> new Subject(CountedBy.SOURCE, name)))
                .filter(subject -> today.merge(subject, 1, Integer::sum) > limit(subject))
                .toList()
                .stream()
                .findFirst();
    }

    /** An installation without history starts with the floor. */
    int expected(Subject subject) {
        return Math.max(floor, forecasts.getOrDefault(subject, 0));
    }

    int limit(Subject subject) {
        return (int) Math.floor(expected(subject) * factor);
    }

    /** The heaviest first. */
    List<AlertBaseline.ThrottleLoad> loads() {
        return today.entrySet().stream()
                .map(one -> new AlertBaseline.ThrottleLoad(
                        one.getKey().kind().name(),
                        one.getKey().name(),
                        one.getValue(),
                        expected(one.getKey()),
                        limit(one.getKey())))
                .sorted(Comparator.comparing(AlertBaseline.ThrottleLoad::today)
                        .reversed()
                        .thenComparing(AlertBaseline.ThrottleLoad::name))
                .toList();
    }

    NotificationDecision.Suppress suppress(Subject subject) {
        return new NotificationDecision.Suppress(NotificationDecision.Reason.THROTTLED, null, null, subject.toString());
    }
}
