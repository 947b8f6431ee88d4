package org.fengqiao.assessment.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.assessment.Assessment;

/**
 * The assessments of one dimension that are to be saved.
 *
 * @param nothingStored whether none of the enterprises had an assessment when they were read; there may be one since
 */
public record AssessmentDelta(List<StoredAssessment> rows, boolean nothingStored) {
    /** All of them, without knowing the stored ones. */
    public static AssessmentDelta all(List<Assessment> assessments, List<String> areaPaths) {
        return new AssessmentDelta(rows(assessments, areaPaths), false);
    }

    /**
     * Those that differ from the previous ones. Assessments that alert are always included, because saving locks the row, so that
     * nobody else raises an alert for the enterprise at the same moment.
     */
    static AssessmentDelta between(
            List<Assessment> assessments, List<String> areaPaths, Map<UUID, StoredAssessment> previous) {
        List<StoredAssessment> rows = rows(assessments, areaPaths);
        if (previous.isEmpty()) return new AssessmentDelta(rows, true);
        rows.removeIf(row -> {
            StoredAssessment before = previous.get(row.enterpriseId());
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
