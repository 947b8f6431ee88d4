package org.fengqiao.response;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertScope;
import org.fengqiao.policy.Dimension;

/** Counts what people do and times how fast, as it happens; by tier, rule and source, never by post or person. */
@ApplicationScoped
class StepMetrics {
    private final MeterRegistry metrics;

    StepMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /**
     * What the measures of an alert rest on.
     *
     * @param rule the one that carries its tier, or null
     */
    record MetricBasis(Instant raisedAt, Instant tierSince, String rule, String source) {}

    void record(Alert life, AlertScope place, MetricBasis basis, AlertEvent event, Instant at) {
        if (place.dimension() == Dimension.CARE) return;
        String outcome = event == AlertEvent.CLOSED ? life.outcome.name() : "";
        metrics.counter("fengqiao_alert_steps", "step", event.name(), "tier", life.tier.name(), "outcome", outcome)
                .increment();
        switch (event) {
            case ACKNOWLEDGED -> took(life, event, basis.tierSince(), at);
            case CONTACTED -> {
                if (at.equals(life.contactedAt)) took(life, event, basis.tierSince(), at);
            }
            case CLOSED -> {
                took(life, event, basis.raisedAt(), at);
                verdict("rule", basis.rule(), outcome);
                verdict("source", basis.source(), outcome);
            }
            default -> {}
        }
    }

    private void took(Alert life, AlertEvent event, Instant since, Instant at) {
        metrics.timer("fengqiao_alert_time", "step", event.name(), "tier", life.tier.name())
                .record(Duration.between(since, at));
    }

    private void verdict(String of, String name, String outcome) {
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
