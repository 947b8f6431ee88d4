package org.fengqiao.assessment.drools;

/** What a rule matches on; knows where to note that it did. */
public abstract class Fact {
    private Hits hits;

    final void noteIn(Hits hits) {
        this.hits = hits;
    }

    /** Called by a rule's consequence. */
    public final void hit(int ordinal) {
        hits.add(ordinal);
    }
}
