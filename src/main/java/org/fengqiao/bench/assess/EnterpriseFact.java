package org.fengqiao.bench.assess;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The enterprise in its own session, and the rules that fired; a fact of {@link SessionPerEnterprise}, hence public. */
public final class EnterpriseFact {
    private final HandWrittenScorer scorer;
    private final int headcount;
    final IndicatorValue[] values;
    private int[] hits = new int[8];
    private int count;

    EnterpriseFact(HandWrittenScorer scorer, int headcount) {
        this.scorer = scorer;
        this.headcount = headcount;
        values = new IndicatorValue[scorer.indicators().size()];
    }

    public int getHeadcount() {
        return headcount;
    }

    /** Called by the rule that collected the observations of an indicator; null if they give no value. */
    public IndicatorValue value(int position, List<ObservationFact> seen) {
        values[position] = scorer.value(position, new ArrayList<>(seen), headcount);
        return values[position];
    }

    /** Called by a rule's consequence. */
    public void hit(int ordinal) {
        if (count == hits.length) hits = Arrays.copyOf(hits, count + 8);
        hits[count++] = ordinal;
    }

    /** Ascending, without duplicates: a rule with alternatives fires once for each. */
    int[] hits() {
        return Arrays.stream(hits, 0, count).sorted().distinct().toArray();
    }
}
