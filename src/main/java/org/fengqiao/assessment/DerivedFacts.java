package org.fengqiao.assessment;

/**
 * One enterprise's observations reduced to one value, and the number of the table row it falls in, for each indicator
 * of a dimension that has a value a rule could match. The i-th of them is about the indicator at {@code position(i)}.
 */
public final class DerivedFacts {
    final int headcount;
    final double completeness;
    /** Until when rows and completeness stay as they are by the mere passing of time, in seconds of the epoch. */
    final long holdsUntil;

    private final AggregatedIndicator[] contributions;

    DerivedFacts(int headcount, AggregatedIndicator[] contributions, double completeness, long holdsUntil) {
        this.headcount = headcount;
        this.contributions = contributions;
        this.completeness = completeness;
        this.holdsUntil = holdsUntil;
    }

    /** What the indicator at a position in {@link DimensionPlan#indicators()} comes to, or null. */
    AggregatedIndicator at(int position) {
        for (AggregatedIndicator contribution : contributions) {
            if (contribution.position() == position) return contribution;
        }
        return null;
    }

    public int headcount() {
        return headcount;
    }

    /** How many indicators have a value. */
    public int count() {
        return contributions.length;
    }

    /** The position of the i-th, in {@link DimensionPlan#indicators()}. */
    public int position(int i) {
        return contributions[i].position();
    }

    public double value(int i) {
        return contributions[i].value();
    }

    /** Number of the indicator's table row the value of the i-th falls in, counted from 1; 0 when it falls in none. */
    public int band(int i) {
        return contributions[i].band();
    }
}
