package org.fengqiao.assessment.drools;

import java.util.Arrays;

/** The ordinals of the rules that fired for one enterprise. */
final class Hits {
    private static final int[] NONE = {};
    private int[] ordinals = NONE;
    private int count;

    void add(int ordinal) {
        if (count == ordinals.length) ordinals = Arrays.copyOf(ordinals, count + 8);
        ordinals[count++] = ordinal;
    }

    /** In ascending order, so that the order in which rules fired never matters. */
    int[] ascending() {
        if (count < ordinals.length) ordinals = Arrays.copyOf(ordinals, count);
        Arrays.sort(ordinals);
        return ordinals;
    }
}
