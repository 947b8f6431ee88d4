package org.fengqiao.inquiry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.assessment.AssessmentView.FindingView;
import org.fengqiao.platform.Text;

/** "Why did I get this?": the whole path of an alert to whoever asks, in the order in which it went. */
public record AlertWhy(UUID alert, List<Step> path) {
    private static final Set<String> WHO_WAS_TOLD =
            Set.of("RAISED", "UPGRADED", "REOPENED", "TOLD", "ESCALATED", "REMINDED", "FORGOTTEN", "HANDED_OVER");

    /** What kind of step it is. */
    public enum Stage {
        FACT,
        RULE,
        TIER,
        ROUTE,
        CLOCK,
        STEP
    }

    /**
     * @param ref the id it can be looked up by: an indicator, a rule, a route, the step of a clock, an event
     * @param at when it was so; null where it has no time of its own
     */
    public record Step(Stage stage, String ref, Text text, Instant at) {}

    public static AlertWhy of(AlertDetail detail) {
        AlertLine alert = detail.alert();
        List<Step> path = new ArrayList<>();
        if (detail.assessment() != null) {
            for (FindingView finding : detail.assessment().findings()) addFinding(path, finding);
            Text reason = detail.assessment().reason();
            path.add(new Step(
                    Stage.TIER,
                    alert.tier().name(),
                    new Text(
                            alert.tierLabel().zh() + "：" + reason.zh(),
                            alert.tierLabel().en() + ": " + reason.en()),
                    alert.tierSince()));
        }
        path.add(new Step(Stage.ROUTE, alert.route(), alert.why(), alert.tierSince()));
        for (AlertLine.Clock clock : alert.clocks()) {
            path.add(new Step(Stage.CLOCK, clock.step(), clock(clock), clock.dueAt()));
        }
        detail.events().stream()
                .filter(event -> WHO_WAS_TOLD.contains(event.event()))
                .sorted(Comparator.comparing(AlertDetail.Event::at))
                .forEach(event -> path.add(new Step(Stage.STEP, event.event(), step(event), event.at())));
        return new AlertWhy(alert.id(), List.copyOf(path));
    }

    private static void addFinding(List<Step> path, FindingView finding) {
        for (String indicator : finding.indicators()) {
            String value = finding.value() == null ? "" : " = " + finding.value();
            path.add(new Step(Stage.FACT, indicator, new Text(indicator + value, indicator + value), null));
        }
        path.add(new Step(Stage.RULE, finding.rule(), finding.reason(), null));
    }

    private static Text clock(AlertLine.Clock clock) {
        boolean working = clock.duration().startsWith("W");
        return new Text(
                clock.duration() + (working ? "，按工作时间计算" : "，按自然时间计算"),
                clock.duration() + (working ? ", in working time" : ", by the clock on the wall"));
    }

    private static Text step(AlertDetail.Event event) {
        return event.note() != null ? event.note() : new Text(event.detail(), event.detail());
    }
}
