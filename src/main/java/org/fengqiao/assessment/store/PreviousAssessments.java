package org.fengqiao.assessment.store;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.policy.Dimension;
import org.fengqiao.registry.enterprise.EnterpriseRowStream;

/** Streams the stored assessments in enterprise-id order, alongside the facts; holds a connection until closed. */
public final class PreviousAssessments implements AutoCloseable {
    private final EnterpriseRowStream<StoredAssessment> rows;

    PreviousAssessments(EnterpriseRowStream<StoredAssessment> rows) {
        this.rows = rows;
    }

    /** What new assessments change, by dimension; to be called for one batch after another. */
    public Map<Dimension, AssessmentDelta> deltas(AssessmentInput input, Map<Dimension, List<Assessment>> assessed) {
        Map<Dimension, Map<UUID, StoredAssessment>> previous = new EnumMap<>(Dimension.class);
        for (UUID id : input.ids()) {
            for (StoredAssessment row : rows.rowsOf(id)) {
                previous.computeIfAbsent(row.dimension(), dimension -> new HashMap<>())
                        .put(id, row);
            }
        }
        Map<Dimension, AssessmentDelta> deltas = new EnumMap<>(Dimension.class);
        assessed.forEach((dimension, made) -> deltas.put(
                dimension,
                AssessmentDelta.between(
                        made, input.batches().get(dimension).areaPaths(), previous.getOrDefault(dimension, Map.of()))));
        return deltas;
    }

    @Override
    public void close() {
        rows.close();
    }
}
