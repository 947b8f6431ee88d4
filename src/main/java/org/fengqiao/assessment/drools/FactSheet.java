package org.fengqiao.assessment.drools;

import java.util.Arrays;

/**
 * What a rule matches on, and where it notes that it fired. The fact types of a release (LabourFacts, ...) are declared
 * in the generated DRL with a field for each indicator they may read, and extend this class.
 */
public abstract class FactSheet {
    private static final int[] NONE = {};
    private int[] hits = NONE;
    private int count;

    /** Called by a rule's consequence. */
    public final void hit(int ordinal) {
        if (count == hits.length) hits = Arrays.copyOf(hits, count + 8);
        hits[count++] = ordinal;
    }

    /** Ascending, so that the order in which rules fired never shows. */
    final int[] hits() {
        if (count == 0) return NONE;
        int[] sorted = Arrays.copyOf(hits, count);
        Arrays.sort(sorted);
        return sorted;
    }
}
