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
 * What was known about enterprises at an instant, for each dimension that concerns them.
 *
 * @param lastId the id of the last enterprise, after which to continue; null if there were none
 */
public record AssessmentInput(Map<Dimension, DimensionBatch> batches, int enterprises, UUID lastId) {

    /** The enterprises of one dimension, and the paths of their areas in the same order. */
    public record DimensionBatch(List<EnterpriseFacts> subjects, List<String> areaPaths) {}

    /** Everything about one enterprise; psychological aggregates are kept apart. */
    record LoadedEnterprise(EnterpriseRow row, int headcount, List<Observation> observations, List<Observation> care) {
        UUID id() {
            return row.id();
        }

        private boolean concerns(Dimension dimension) {
            return switch (dimension) {
                case LABOUR -> true;
                case INTEGRITY -> hasEstablishedFact();
                case CARE -> !care.isEmpty();
            };
        }

        private boolean hasEstablishedFact() {
            for (Observation observation : observations) if (observation.established()) return true;
            return false;
        }
    }

    static AssessmentInput empty(int enterprises, UUID last) {
        Map<Dimension, DimensionBatch> batches = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            // All are assessed for labour risk, few in the other dimensions.
            int expected = dimension == Dimension.LABOUR ? enterprises : 0;
            batches.put(dimension, new DimensionBatch(new ArrayList<>(expected), new ArrayList<>(expected)));
        }
        return new AssessmentInput(batches, enterprises, last);
    }

    /** The ids of all enterprises; all are assessed for labour risk. */
    public List<UUID> ids() {
        return batches.get(Dimension.LABOUR).subjects.stream()
                .map(EnterpriseFacts::id)
                .toList();
    }

    /** Adds an enterprise in each dimension that concerns it, or in which it alerts and may have to be cleared. */
    void add(LoadedEnterprise enterprise, Predicate<Dimension> isAlerting) {
        for (Dimension dimension : Dimension.values()) {
            if (enterprise.concerns(dimension) || isAlerting.test(dimension)) add(enterprise, dimension);
        }
    }

    void add(LoadedEnterprise enterprise, Dimension dimension) {
        DimensionBatch batch = batches.get(dimension);
        List<Observation> own = dimension == Dimension.CARE ? enterprise.care : enterprise.observations;
        batch.subjects.add(new EnterpriseFacts(enterprise.id(), enterprise.headcount, enterprise.row.industry(), own));
        batch.areaPaths.add(enterprise.row.areaPath());
    }
}
