package org.fengqiao.assessment;

/**
 * The observations of one enterprise, reduced to one value and the number of its table row for each indicator that has a
 * value a rule could match. The i-th value belongs to the indicator at {@code position(i)}.
 */
public final class DerivedFacts {
    final int headcount;
    final double completeness;
    /** Until when table rows and completeness stay the same if nothing is learnt, in seconds of the epoch. */
    final long holdsUntil;

    private final AggregatedIndicator[] values;

    DerivedFacts(int headcount, AggregatedIndicator[] values, double completeness, long holdsUntil) {
        this.headcount = headcount;
        this.values = values;
        this.completeness = completeness;
        this.holdsUntil = holdsUntil;
    }

    /** The value of the indicator at a position in {@link DimensionPlan#indicators()}, or null. */
    AggregatedIndicator at(int position) {
        for (AggregatedIndicator value : values) {
            if (value.position() == position) return value;
        }
        return null;
    }

    public int headcount() {
        return headcount;
    }

    /** How many indicators have a value. */
    public int count() {
        return values.length;
    }

    /** The position of the i-th, in {@link DimensionPlan#indicators()}. */
    public int position(int i) {
        return values[i].position();
    }

    public double value(int i) {
        return values[i].value();
    }

    /** The number of the table row of the i-th value, from 1; 0 if it is in none. */
    public int band(int i) {
        return values[i].band();
    }
}
