package org.fengqiao.demo.year;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.fengqiao.alerting.AlertOutcome;
import org.fengqiao.demo.city.DemoResources;
import org.fengqiao.demo.city.SeededRandom;
import org.fengqiao.policy.Tier;

/** How officers handle alerts: promptly, late, thoroughly; rows of alert-plays.csv, and what they write. */
final class AlertPlays {
    /** Instead of a clock: a step some days after the alert. */
    static final String DAYS = "days";

    private static final String OF_GROUP = "GROUPED";

    /** What an officer does. */
    enum Step {
        ACKNOWLEDGE,
        PHONE,
        VISIT,
        TASK,
        PLAN,
        NOTE,
        MERGE,
        CLOSE
    }

    /**
     * One way of handling an alert.
     *
     * @param verdict how it is closed unless what was feared happened
     */
    record AlertPlay(String name, int weight, Set<String> tiers, AlertOutcome verdict, List<TimedStep> steps) {
        boolean suits(Tier tier) {
            return tiers.contains("*") || tiers.contains(tier.name());
        }
    }

    /** A step somewhere within a share of a clock's time; over 1 it is late. */
    record TimedStep(Step step, String clock, double from, double to) {
        double share(SplittableRandom random) {
            return from + (to - from) * random.nextDouble();
        }
    }

    private final List<AlertPlay> plays;
    private final Map<String, List<String>> notes;

    AlertPlays() {
        Map<String, List<TimedStep>> steps = DemoResources.rows("alert-play-steps.csv", row -> row).stream()
                .collect(Collectors.groupingBy(
                        row -> row.getField("play"),
                        Collectors.mapping(
                                row -> new TimedStep(
                                        Step.valueOf(row.getField("step")),
                                        row.getField("clock"),
                                        Double.parseDouble(row.getField("from")),
                                        Double.parseDouble(row.getField("to"))),
                                Collectors.toList())));
        plays = DemoResources.rows(
                "alert-plays.csv",
                row -> new AlertPlay(
                        row.getField("play"),
                        DemoResources.number(row, "weight"),
                        Set.copyOf(DemoResources.choices(row.getField("tiers"))),
                        AlertOutcome.valueOf(row.getField("verdict")),
                        steps.get(row.getField("play"))));
        notes = DemoResources.rows("alert-notes.csv", row -> row).stream()
                .collect(Collectors.groupingBy(
                        row -> row.getField("step"),
                        Collectors.mapping(row -> row.getField("note"), Collectors.toList())));
    }

    AlertPlay pick(Tier tier, SplittableRandom random) {
        List<AlertPlay> suited = plays.stream().filter(play -> play.suits(tier)).toList();
        int rest = random.nextInt(suited.stream().mapToInt(AlertPlay::weight).sum());
        for (AlertPlay play : suited) {
            rest -= play.weight();
            if (rest < 0) return play;
        }
        throw new IllegalStateException("alert-plays.csv has no play for " + tier);
    }

    /** For an alert whose owner was told of the one that leads its group. */
    AlertPlay ofGroup() {
        return plays.stream()
                .filter(play -> play.name().equals(OF_GROUP))
                .findFirst()
                .orElseThrow();
    }

    /** @param of a step, or an outcome */
    String note(String of, SplittableRandom random) {
        return SeededRandom.pick(notes.get(of), random);
    }
}
