package org.fengqiao.demo.city;

import java.time.LocalDate;

/** Dates as text, counted back from the last day; formatted once, because millions of rows use them. */
final class RecentDays {
    static final int YEAR = 365;
    private final String[] ago = new String[2 * YEAR + 1];
    private final LocalDate asOf;

    RecentDays(LocalDate asOf) {
        this.asOf = asOf;
        for (var i = 0; i < ago.length; i++) {
            ago[i] = asOf.minusDays(i).toString();
        }
    }

    String ago(int days) {
        return ago[days];
    }

    LocalDate asOf() {
        return asOf;
    }
}
