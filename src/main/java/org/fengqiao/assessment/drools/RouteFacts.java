package org.fengqiao.assessment.drools;

import java.util.List;

/** The facts that a route matches on. */
public final class RouteFacts extends Fact {
    private final String dimension;
    private final String tier;
    private final int headcount;
    private final List<String> areas;

    RouteFacts(String dimension, String tier, int headcount, List<String> areas, Hits hits) {
        recordIn(hits);
        this.dimension = dimension;
        this.tier = tier;
        this.headcount = headcount;
        this.areas = areas;
    }

    public String getDimension() {
        return dimension;
    }

    public String getTier() {
        return tier;
    }

    public int getHeadcount() {
        return headcount;
    }

    public List<String> getAreas() {
        return areas;
    }
}
