package org.fengqiao.policy;

import java.util.OptionalInt;
import java.util.Set;
import org.fengqiao.platform.text.BilingualText;

/**
 * A row of indicators.csv: how the observations of one enterprise become one value.
 *
 * @param worseWhen the direction in which values get worse; points and floors must never fall that way
 * @param windowDays days the aggregate looks back; the time to live where the aggregate has no window of its own
 * @param perStaff 0, or the number of staff the value is given for (100 makes percent)
 * @param derivedFrom the indicator whose observations are used, its own code unless derived
 * @param minHeadcount below this head count the indicator is not computed, because ratios explode in tiny firms
 * @param minGroup smallest group a psychological aggregate may stand for
 * @param role what the program itself does with it, beyond reading it in rules
 * @param core every enterprise is expected to report on it, zero reports included; carries completeness
 */
public record Indicator(
        String code,
        BilingualText name,
        String unit,
        Worse worseWhen,
        Aggregate aggregate,
        int windowDays,
        int perStaff,
        String derivedFrom,
        int minHeadcount,
        int ttlDays,
        String category,
        Set<Dimension> dimensions,
        boolean psychological,
        OptionalInt minGroup,
        boolean core,
        Role role,
        String source,
        String legalBasis) {

    /** How many values become one. */
    public enum Aggregate {
        LATEST,
        SUM,
        MAX,
        MONTHS,
        DAYS_SINCE,
        SEASON,
        INDUSTRY
    }

    /** Arrears are worse when there are more of them, written contracts when there are fewer. */
    public enum Worse {
        MORE,
        LESS
    }

    /** What an indicator is to the program, apart from the rules that read it. */
    public enum Role {
        FACT,
        /** What an alert should have foreseen: measures count it. */
        EVENT,
        /** Whether the enterprise did the task that an alert gave it; reported by the program itself. */
        ENTERPRISE_TASK
    }

    public boolean isEvent() {
        return role == Role.EVENT;
    }

    public boolean isDerived() {
        return !derivedFrom.equals(code);
    }

    /** Whether observations of this code are taken in; the others follow from the calendar, the industry or a sibling. */
    public boolean takesInput() {
        return !isDerived() && aggregate != Aggregate.SEASON && aggregate != Aggregate.INDUSTRY;
    }

    /** Whether a value is a number of people of the enterprise. */
    public boolean countsPeople() {
        return unit.equals("person") && perStaff == 0;
    }
}
