package org.fengqiao.assessment.store;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.policy.Dimension;
import org.fengqiao.registry.enterprise.EnterpriseRowStream;

/** What stands of enterprises in the order of their ids, read beside what is known of them; holds a connection until closed. */
public final class PreviousAssessments implements AutoCloseable {
    private final EnterpriseRowStream<StoredAssessment> rows;

    PreviousAssessments(EnterpriseRowStream<StoredAssessment> rows) {
        this.rows = rows;
    }

    /** What new assessments change, for each dimension; to be asked of one batch after the other. */
    public Map<Dimension, AssessmentDelta> deltas(AssessmentInput known, Map<Dimension, List<Assessment>> assessed) {
        Map<Dimension, Map<UUID, StoredAssessment>> stood = new EnumMap<>(Dimension.class);
        for (UUID id : known.ids()) {
            for (StoredAssessment row : rows.rowsOf(id)) {
                stood.computeIfAbsent(row.dimension(), dimension -> new HashMap<>())
                        .put(id, row);
            }
        }
        Map<Dimension, AssessmentDelta> changes = new EnumMap<>(Dimension.class);
        assessed.forEach((dimension, made) -> changes.put(
                dimension,
                AssessmentDelta.between(
                        made, known.batches().get(dimension).areaPaths(), stood.getOrDefault(dimension, Map.of()))));
        return changes;
    }

    @Override
    public void close() {
        rows.close();
    }
}
