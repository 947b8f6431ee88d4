package org.fengqiao.assessment.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.assessment.Assessment;

/**
 * Of assessments of one dimension, those to be saved.
 *
 * @param first whether nothing stood of any of them when they were read; somebody else may have assessed one since
 */
public record AssessmentDelta(List<StoredAssessment> rows, boolean nothingStored) {
    /** All of them, of which nobody knows what stands. */
    public static AssessmentDelta all(List<Assessment> assessments, List<String> areaPaths) {
        return new AssessmentDelta(rows(assessments, areaPaths), false);
    }

    /**
     * Those that say other than what stood, by enterprise. Who alerts is among them in any case: saving locks its row, so that
     * nobody else raises an alert of it at the same moment.
     */
    static AssessmentDelta between(
            List<Assessment> assessments, List<String> areaPaths, Map<UUID, StoredAssessment> stood) {
        List<StoredAssessment> rows = rows(assessments, areaPaths);
        if (stood.isEmpty()) return new AssessmentDelta(rows, true);
        rows.removeIf(row -> {
            StoredAssessment before = stood.get(row.enterpriseId());
            return before != null && !row.tier().alerts() && row.hasSameContentAs(before);
        });
        return new AssessmentDelta(rows, false);
    }

    private static List<StoredAssessment> rows(List<Assessment> assessments, List<String> areaPaths) {
        List<StoredAssessment> rows = new ArrayList<>(assessments.size());
        for (int i = 0; i < assessments.size(); i++) {
            rows.add(StoredAssessment.of(assessments.get(i), areaPaths.get(i)));
        }
        return rows;
    }
}
