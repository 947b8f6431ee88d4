package org.fengqiao.response;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.alerting.ActionContext;
import org.fengqiao.alerting.Alert;
import org.fengqiao.alerting.AlertClocks;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertHistory;
import org.fengqiao.alerting.AlertHistoryEntry;
import org.fengqiao.alerting.AlertRepository;
import org.fengqiao.policy.publication.Releases;

/** Takes one step of an alert, with its history, clocks and figures, in the caller's transaction; the same step once. */
@ApplicationScoped
public class AlertSteps {
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
    public interface Transition {
        Optional<AlertEvent> apply(Alert alert, ActionContext action);
    }

    /** A step without arguments for the history. */
    public StepResult take(UUID id, String by, StepNote note, AlertEvent step, Transition transition) {
        return take(id, by, note, step, Map.of(), transition);
    }

    /** @param arguments for the history */
    public StepResult take(
            UUID id, String by, StepNote note, AlertEvent step, Map<String, Object> arguments, Transition transition) {
        Instant at = clock.instant();
        Alert alert = alerts.lock(id);
        if (step.isRepeatable() && wasSentBefore(note.entry(id, step, arguments, by)))
            return StepResult.unchanged(alert);
        int reopenDays =
                releases.live().dimensions().get(alert.scope().dimension()).reopenDays();
        Optional<AlertEvent> event = transition.apply(alert, new ActionContext(by, at, reopenDays));
        if (event.isEmpty()) return StepResult.unchanged(alert);
        history.append(List.of(note.entry(id, event.get(), arguments, by)), at);
        clocks.apply(id, event.get(), by, at);
        metrics.record(alert, event.get(), at);
        return StepResult.recorded(alert, reopenDays);
    }

    private boolean wasSentBefore(AlertHistoryEntry entry) {
        return history.last(entry.alert()).filter(entry::equals).isPresent();
    }
}
