package org.fengqiao.pipeline;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.Finding;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;

/** Counts what goes through the pipeline. */
@ApplicationScoped
class PipelineMetrics {
    private final MeterRegistry registry;

    PipelineMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param outcome accepted, rejected or the reason of a rejection */
    void countRows(String source, String outcome, long rows) {
        registry.counter("fengqiao_rows", "source", source, "outcome", outcome).increment(rows);
    }

    void countEvents(int enterprises) {
        registry.counter("fengqiao_events_assessed").increment(enterprises);
    }

    /**
     * Counts a batch of one dimension. Only for passes: counts of single events would reveal the tier of an enterprise.
     * Care is never counted.
     */
    void countAssessments(List<Assessment> batch) {
        if (batch.isEmpty() || batch.get(0).dimension() == Dimension.CARE) return;
        Map<Tier, Integer> tiers = new EnumMap<>(Tier.class);
        Map<String, Integer> rules = new HashMap<>();
        for (Assessment assessment : batch) {
            tiers.merge(assessment.tier(), 1, Integer::sum);
            for (Finding finding : assessment.findings())
                rules.merge(finding.rule().id(), 1, Integer::sum);
        }
        String dimension = batch.get(0).dimension().code();
        tiers.forEach(
                (tier, count) -> registry.counter("fengqiao_assessments", "dimension", dimension, "tier", tier.name())
                        .increment(count));
        rules.forEach((rule, count) ->
                registry.counter("fengqiao_findings", "rule", rule).increment(count));
    }
}
