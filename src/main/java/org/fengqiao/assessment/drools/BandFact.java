package org.fengqiao.assessment.drools;

/**
 * States that the value of an indicator falls in a row of its table. The DRL of a release declares a subtype for each
 * dimension (LabourBand, ...), so that the rows of one are never tested against the facts of another.
 */
public abstract class BandFact extends Fact {
    private String indicator;
    private int number;

    final void set(String indicator, int number) {
        this.indicator = indicator;
        this.number = number;
    }

    public final String getIndicator() {
        return indicator;
    }

    public final int getNumber() {
        return number;
    }
}
