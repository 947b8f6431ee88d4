package org.fengqiao.inquiry.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.history.AlertHistoryReader;
import org.fengqiao.assessment.AssessmentView;
import org.fengqiao.assessment.AssessmentView.FindingView;
import org.fengqiao.assessment.FindingFact;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.DurationText;
import org.fengqiao.platform.text.Messages;

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
            AlertEvent.REASSIGNED,
            AlertEvent.RAISED_BY_HAND,
            AlertEvent.TRANSFER_ACCEPTED,
            AlertEvent.TIER_SET,
            AlertEvent.TIER_RESTORED);

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
            path.add(new Step(Stage.TIER, alert.tier().name(), tier(alert, detail.assessment()), alert.tierSince()));
        }
        path.add(new Step(Stage.ROUTE, alert.route(), alert.why(), alert.tierSince()));
        for (AlertSummary.Clock clock : alert.clocks()) {
            path.add(new Step(Stage.CLOCK, clock.step(), clock(clock), clock.dueAt()));
        }
        detail.events().stream()
                .filter(event -> NOTIFYING_EVENTS.contains(event.event()))
                .sorted(Comparator.comparing(AlertHistoryReader.Event::at))
                .forEach(event -> path.add(new Step(Stage.STEP, event.event().name(), event.text(), event.at())));
        return new AlertExplanation(alert.id(), List.copyOf(path));
    }

    /** What the rules say, after what people say instead. */
    private static BilingualText tier(AlertSummary alert, AssessmentView assessment) {
        BilingualText why = assessment.explanation();
        if (assessment.tierByHand() != null) return why;
        return new BilingualText(
                alert.tierLabel().zh() + "：" + why.zh(), alert.tierLabel().en() + ": " + why.en());
    }

    private static void addFinding(List<Step> path, FindingView finding) {
        for (FindingFact fact : finding.facts()) {
            path.add(new Step(Stage.FACT, fact.indicator(), fact.text(), fact.occurredAt()));
        }
        path.add(new Step(Stage.RULE, finding.rule(), finding.reason(), null));
    }

    private static BilingualText clock(AlertSummary.Clock clock) {
        return Messages.text(
                "clock.explained", Map.of("duration", DurationText.of(clock.duration()), "clock", clock.text()));
    }
}
