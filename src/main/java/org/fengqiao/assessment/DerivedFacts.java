package org.fengqiao.assessment;

/**
 * One enterprise's observations reduced to one value, and the number of the table row it falls in, for each indicator
 * of a dimension. Only {@code count} of the indicators have a value; their positions stand in {@code present}.
 */
public final class DerivedFacts {
    final int headcount;
    final int[] present;
    final Contribution[] contributions;
    int count;
    double completeness;

    DerivedFacts(int headcount, int indicators) {
        this.headcount = headcount;
        this.present = new int[indicators];
        this.contributions = new Contribution[indicators];
    }

    void put(int position, Contribution contribution) {
        contributions[position] = contribution;
        present[count++] = position;
    }

    public int headcount() {
        return headcount;
    }

    /** How many indicators have a value. */
    public int count() {
        return count;
    }

    /** The position, in {@link DimensionPlan#indicators()}, of the i-th indicator that has a value. */
    public int present(int i) {
        return present[i];
    }

    public double value(int position) {
        Contribution contribution = contributions[position];
        return contribution == null ? Double.NaN : contribution.value();
    }

    /** Number of the indicator's table row the value falls in, counted from 1; 0 when it falls in none. */
    public int band(int position) {
        Contribution contribution = contributions[position];
        return contribution == null ? 0 : contribution.band();
    }
}
