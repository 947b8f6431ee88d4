package org.fengqiao.response;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.fengqiao.alerting.Alert;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.policy.Dimension;

/** Counts the steps people take and times them, as they happen; by tier, rule and source, never by post or person. */
@ApplicationScoped
class StepMetrics {
    private final MeterRegistry metrics;

    StepMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    void record(Alert alert, AlertEvent event, Instant at) {
        if (alert.scope().dimension() == Dimension.CARE) return;
        String outcome = event == AlertEvent.CLOSED ? alert.outcome().name() : "";
        metrics.counter(
                        "fengqiao_alert_steps",
                        "step",
                        event.name(),
                        "tier",
                        alert.tier().name(),
                        "outcome",
                        outcome)
                .increment();
        boolean firstContact = event == AlertEvent.CONTACTED && at.equals(alert.contactedAt());
        if (event == AlertEvent.ACKNOWLEDGED || firstContact) time(alert, event, alert.tierSince(), at);
        if (event == AlertEvent.CLOSED) {
            time(alert, event, alert.raisedAt(), at);
            countVerdict("rule", alert.leadRule(), outcome);
            countVerdict("source", alert.source(), outcome);
        }
    }

    private void time(Alert alert, AlertEvent event, Instant since, Instant at) {
        metrics.timer(
                        "fengqiao_alert_step_duration",
                        "step",
                        event.name(),
                        "tier",
                        alert.tier().name())
                .record(Duration.between(since, at));
    }

    private void countVerdict(String of, String name, String outcome) {
        metrics.counter(
                        "fengqiao_alert_verdicts",
                        "of",
                        of,
                        "name",
                        Objects.requireNonNullElse(name, "-"),
                        "outcome",
                        outcome)
                .increment();
    }
}
