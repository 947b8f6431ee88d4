package org.fengqiao.assessment;

import java.time.LocalDate;
import java.util.Optional;
import org.fengqiao.policy.Range;
import org.fengqiao.policy.Rule;
import org.fengqiao.policy.Tier;

/** The table rows of one indicator that are in force on a day. Rows are numbered from 1; 0 is none. */
final class Bands {
    private final Rule[] rows;
    private final Range[] ranges;

    private Bands(Rule[] rows, LocalDate day) {
        this.rows = rows;
        ranges = new Range[rows.length];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].inForce(day)) ranges[i] = ((Rule.Band) rows[i].condition()).range();
        }
    }

    /** The bands of all indicators, by position. */
    static Bands[] on(LocalDate day, DimensionPlan plan) {
        Bands[] bands = new Bands[plan.indicators().size()];
        for (int i = 0; i < bands.length; i++) bands[i] = new Bands(plan.bands(i), day);
        return bands;
    }

    int number(double value) {
        for (int i = 0; i < ranges.length; i++) {
            if (ranges[i] != null && ranges[i].contains(value)) return i + 1;
        }
        return 0;
    }

    /** The next greater whole number that falls in another row, or the limit if none below it does. */
    int nextChange(int value, int limit) {
        int next = value + 1;
        while (next < limit && number(next) == number(value)) next++;
        return next;
    }

    double points(double value) {
        int number = number(value);
        return number == 0 ? 0 : rows[number - 1].points();
    }

    Optional<Tier> floor(double value) {
        int number = number(value);
        return number == 0 ? Optional.empty() : rows[number - 1].floor();
    }
}
