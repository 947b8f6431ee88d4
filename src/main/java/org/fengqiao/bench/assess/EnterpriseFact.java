package org.fengqiao.bench.assess;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The enterprise in a session of its own, and what its rules find; a fact of {@link SessionPerEnterprise}, hence public. */
public final class EnterpriseFact {
    private final HandWrittenScorer reducing;
    private final int headcount;
    final IndicatorValue[] values;
    private int[] hits = new int[8];
    private int count;

    EnterpriseFact(HandWrittenScorer reducing, int headcount) {
        this.reducing = reducing;
        this.headcount = headcount;
        values = new IndicatorValue[reducing.indicators().size()];
    }

    public int getHeadcount() {
        return headcount;
    }

    /** Called by the rule that collected the observations of an indicator; null when they come to nothing. */
    public IndicatorValue value(int position, List<ObservationFact> seen) {
        values[position] = reducing.value(position, new ArrayList<>(seen), headcount);
        return values[position];
    }

    /** Called by a rule's consequence. */
    public void hit(int ordinal) {
        if (count == hits.length) hits = Arrays.copyOf(hits, count + 8);
        hits[count++] = ordinal;
    }

    /** Ascending and each once: a rule with alternatives fires for each of them. */
    int[] hits() {
        return Arrays.stream(hits, 0, count).sorted().distinct().toArray();
    }
}
