package org.fengqiao.assessment;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.policy.Dimension;

/**
 * Enterprises with what was known of them at an instant, for each dimension that concerns them.
 *
 * @param last the id of the last enterprise, from which to go on; null when there were none
 */
public record Known(Map<Dimension, Batch> batches, int enterprises, UUID last) {

    /** Subjects of one dimension, and the path of each one's area in the same order. */
    public record Batch(List<Subject> subjects, List<String> areaPaths) {
        void add(Subject subject, String areaPath) {
            subjects.add(subject);
            areaPaths.add(areaPath);
        }
    }

    static Known empty(int enterprises, UUID last) {
        Map<Dimension, Batch> batches = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            batches.put(dimension, new Batch(new ArrayList<>(enterprises), new ArrayList<>(enterprises)));
        }
        return new Known(batches, enterprises, last);
    }
}
