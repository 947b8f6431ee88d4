package org.fengqiao.inquiry.desk;

/** In which order a desk lists alerts. */
public enum DeskSort {
    /** The gravest first. */
    GRAVE("a.severity desc, a.score desc, a.id desc"),
    /** By the end of the next clock. */
    DUE("(select min(k.due_at) from alert_clock k where k.alert_id = a.id and k.completed_at is null"
            + " and k.stopped_at is null) nulls last, a.id desc"),
    /** What got its tier last. */
    NEW("a.tier_since desc, a.id desc");

    private final String order;

    DeskSort(String order) {
        this.order = order;
    }

    String order() {
        return order;
    }
}
