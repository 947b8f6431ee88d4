package org.fengqiao.inquiry.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.assessment.AssessmentView.FindingView;
import org.fengqiao.platform.text.BilingualText;

/** "Why did I get this?": the path of an alert from the facts to its recipient, in order. */
public record AlertExplanation(UUID alert, List<Step> path) {
    private static final Set<AlertEvent> NOTIFYING_EVENTS = EnumSet.of(
            AlertEvent.RAISED,
            AlertEvent.UPGRADED,
            AlertEvent.REOPENED,
            AlertEvent.NOTIFIED,
            AlertEvent.ESCALATED,
            AlertEvent.REMINDED,
            AlertEvent.ACKNOWLEDGEMENT_LAPSED,
            AlertEvent.REASSIGNED);

    public enum Stage {
        FACT,
        RULE,
        TIER,
        ROUTE,
        CLOCK,
        STEP
    }

    /**
     * @param ref identifies an indicator, a rule, a tier, a route, the step of a clock or an event
     * @param at when it happened; null if it has no time of its own
     */
    public record Step(Stage stage, String ref, BilingualText text, Instant at) {}

    public static AlertExplanation of(AlertDetail detail) {
        AlertSummary alert = detail.alert();
        List<Step> path = new ArrayList<>();
        if (detail.assessment() != null) {
            for (FindingView finding : detail.assessment().findings()) addFinding(path, finding);
            BilingualText reason = detail.assessment().reason();
            path.add(new Step(
                    Stage.TIER,
                    alert.tier().name(),
                    new BilingualText(
                            alert.tierLabel().zh() + "：" + reason.zh(),
                            alert.tierLabel().en() + ": " + reason.en()),
                    alert.tierSince()));
        }
        path.add(new Step(Stage.ROUTE, alert.route(), alert.why(), alert.tierSince()));
        for (AlertSummary.Clock clock : alert.clocks()) {
            path.add(new Step(Stage.CLOCK, clock.step(), clock(clock), clock.dueAt()));
        }
        detail.events().stream()
                .filter(event -> NOTIFYING_EVENTS.contains(event.event()))
                .sorted(Comparator.comparing(AlertDetail.Event::at))
                .forEach(event -> path.add(new Step(Stage.STEP, event.event().name(), step(event), event.at())));
        return new AlertExplanation(alert.id(), List.copyOf(path));
    }

    private static void addFinding(List<Step> path, FindingView finding) {
        for (String indicator : finding.indicators()) {
            String value = finding.value() == null ? "" : " = " + finding.value();
            path.add(new Step(Stage.FACT, indicator, new BilingualText(indicator + value, indicator + value), null));
        }
        path.add(new Step(Stage.RULE, finding.rule(), finding.reason(), null));
    }

    private static BilingualText clock(AlertSummary.Clock clock) {
        boolean working = clock.duration().startsWith("W");
        return new BilingualText(
                clock.duration() + (working ? "，按工作时间计算" : "，按自然时间计算"),
                clock.duration() + (working ? ", in working time" : ", in calendar time"));
    }

    private static BilingualText step(AlertDetail.Event event) {
        return event.note() != null ? event.note() : new BilingualText(event.detail(), event.detail());
    }
}
