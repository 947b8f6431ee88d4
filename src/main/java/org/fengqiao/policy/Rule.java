package org.fengqiao.policy;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.fengqiao.platform.text.BilingualText;

/**
 * One rule of a release: a row of a table, or a written rule. Its id is the same in its file, its finding, its metric,
 * its case and its page.
 *
 * @param ordinal position in the release, from 0; findings are stored by it
 * @param points points before confidence and decay
 * @param floor the least tier this rule sets by itself once corroborated (hard trigger)
 * @param validTo last day it is in force, if it ends
 */
public record Rule(
        int ordinal,
        String id,
        Dimension dimension,
        String category,
        Condition condition,
        double points,
        Optional<Tier> floor,
        BilingualText reason,
        String legalBasis,
        LocalDate validFrom,
        Optional<LocalDate> validTo,
        String owner) {

    /** When a rule fires. */
    public sealed interface Condition {
        /** What it compares: indicators, and the head count. */
        Set<String> names();

        /** The indicators it reads. */
        Set<String> indicators();
    }

    /** The value of one indicator lies in a range; {@code number} counts the indicator's rows from 1. */
    public record Band(String indicator, int number, Range range) implements Condition {
        @Override
        public Set<String> names() {
            return Set.of(indicator);
        }

        @Override
        public Set<String> indicators() {
            return names();
        }
    }

    /** A written combination of several indicators. */
    public record DrlCondition(RuleConstraint constraint) implements Condition {
        @Override
        public Set<String> names() {
            return constraint.names();
        }

        @Override
        public Set<String> indicators() {
            Set<String> indicators = new LinkedHashSet<>(names());
            indicators.remove(RuleConstraint.HEADCOUNT);
            return indicators;
        }
    }

    public boolean inForce(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo.isEmpty() || !day.isAfter(validTo.get()));
    }
}
