package org.fengqiao.response;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.alerting.ActionContext;
import org.fengqiao.alerting.Alert;
import org.fengqiao.alerting.AlertClocks;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertHistory;
import org.fengqiao.alerting.AlertRepository;
import org.fengqiao.policy.publication.Releases;

/** Takes one step of an alert, with its history, clocks and figures, in the caller's transaction; the same step once. */
@ApplicationScoped
class AlertSteps {
    /** Steps that may be taken again, so that only the very same one twice in a row was sent twice. */
    private static final Set<AlertEvent> REPEATABLE =
            Set.of(AlertEvent.CONTACTED, AlertEvent.PLANNED, AlertEvent.NOTED, AlertEvent.CLOSE_REJECTED);

    /** The clocks that an event completes. */
    private static final Map<AlertEvent, String> COMPLETED_STEPS = Map.of(
            AlertEvent.ACKNOWLEDGED, "ack",
            AlertEvent.CONTACTED, "contact",
            AlertEvent.PLANNED, "plan",
            AlertEvent.CLOSED, "close");

    private final AlertRepository alerts;
    private final AlertHistory history;
    private final AlertClocks clocks;
    private final StepMetrics metrics;
    private final Releases releases;
    private final InstantSource clock;

    AlertSteps(
            AlertRepository alerts,
            AlertHistory history,
            AlertClocks clocks,
            StepMetrics metrics,
            Releases releases,
            InstantSource clock) {
        this.alerts = alerts;
        this.history = history;
        this.clocks = clocks;
        this.metrics = metrics;
        this.releases = releases;
        this.clock = clock;
    }

    /** What a step does to an alert that is locked; the event for its history, empty when nothing changed. */
    @FunctionalInterface
    interface Transition {
        Optional<AlertEvent> apply(Alert alert, ActionContext action);
    }

    /** @param detail for the history, empty for none */
    StepResult take(UUID id, String by, StepNote note, AlertEvent step, String detail, Transition transition) {
        Instant at = clock.instant();
        Alert alert = alerts.lock(id);
        if (wasSentBefore(id, by, note, step, detail)) return StepResult.unchanged(alert);
        int reopenDays =
                releases.live().dimensions().get(alert.scope().dimension()).reopenDays();
        Optional<AlertEvent> event = transition.apply(alert, new ActionContext(by, at, reopenDays));
        if (event.isEmpty()) return StepResult.unchanged(alert);
        history.append(List.of(note.entry(id, event.get(), detail, by)), at);
        updateClocks(id, event.get(), at);
        metrics.record(alert, event.get(), at);
        return StepResult.recorded(alert, reopenDays);
    }

    private boolean wasSentBefore(UUID id, String by, StepNote note, AlertEvent step, String detail) {
        return REPEATABLE.contains(step)
                && history.last(id)
                        .filter(last -> last.event() == step && note.matches(last, by, detail))
                        .isPresent();
    }

    private void updateClocks(UUID alert, AlertEvent event, Instant at) {
        String step = COMPLETED_STEPS.get(event);
        if (step != null) clocks.complete(alert, step, at);
        if (event == AlertEvent.CLOSED) clocks.stop(alert, at);
    }
}
