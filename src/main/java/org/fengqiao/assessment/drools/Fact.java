package org.fengqiao.assessment.drools;

/** What a rule matches on; records the rules that fire. */
public abstract class Fact {
    private Hits hits;

    final void recordIn(Hits hits) {
        this.hits = hits;
    }

    /** Called by a rule's consequence. */
    public final void hit(int ordinal) {
        hits.add(ordinal);
    }
}
