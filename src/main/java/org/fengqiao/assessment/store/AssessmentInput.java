package org.fengqiao.assessment.store;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.fengqiao.assessment.EnterpriseFacts;
import org.fengqiao.policy.Dimension;
import org.fengqiao.registry.enterprise.EnterpriseRow;
import org.fengqiao.registry.observation.Observation;

/**
 * Enterprises with what was known of them at an instant, for each dimension that concerns them.
 *
 * @param last the id of the last enterprise, from which to go on; null when there were none
 */
public record AssessmentInput(Map<Dimension, DimensionBatch> batches, int enterprises, UUID lastId) {

    /** Subjects of one dimension, and the path of each one's area in the same order. */
    public record DimensionBatch(List<EnterpriseFacts> subjects, List<String> areaPaths) {}

    /** All there is of one enterprise; psychological aggregates apart. */
    record LoadedEnterprise(EnterpriseRow row, int headcount, List<Observation> seen, List<Observation> care) {
        UUID id() {
            return row.id();
        }

        private boolean concerns(Dimension dimension) {
            return switch (dimension) {
                case LABOUR -> true;
                case INTEGRITY -> anyEstablished();
                case CARE -> !care.isEmpty();
            };
        }

        private boolean anyEstablished() {
            for (Observation observation : seen) if (observation.established()) return true;
            return false;
        }
    }

    static AssessmentInput empty(int enterprises, UUID last) {
        Map<Dimension, DimensionBatch> batches = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            // Everybody is assessed for labour risk, few for the others.
            int expected = dimension == Dimension.LABOUR ? enterprises : 0;
            batches.put(dimension, new DimensionBatch(new ArrayList<>(expected), new ArrayList<>(expected)));
        }
        return new AssessmentInput(batches, enterprises, last);
    }

    /** Every enterprise there is; all are assessed for labour risk. */
    public List<UUID> ids() {
        return batches.get(Dimension.LABOUR).subjects.stream()
                .map(EnterpriseFacts::id)
                .toList();
    }

    /** In each dimension in which something is to be said of it, or was and must be taken back. */
    void add(LoadedEnterprise one, Predicate<Dimension> notCalm) {
        for (Dimension dimension : Dimension.values()) {
            if (one.concerns(dimension) || notCalm.test(dimension)) add(one, dimension);
        }
    }

    void add(LoadedEnterprise one, Dimension dimension) {
        DimensionBatch batch = batches.get(dimension);
        List<Observation> own = dimension == Dimension.CARE ? one.care : one.seen;
        batch.subjects.add(new EnterpriseFacts(one.id(), one.headcount, one.row.industry(), own));
        batch.areaPaths.add(one.row.areaPath());
    }
}
