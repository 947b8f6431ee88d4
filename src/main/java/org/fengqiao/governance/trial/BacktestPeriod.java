package org.fengqiao.governance.trial;

import java.time.LocalDate;
import java.util.List;
import org.fengqiao.policy.Tier;

/**
 * What a release predicted on one day, compared with what happened in the following year. Shares are 0..1.
 *
 * @param at the day; only what was learnt before it is known
 * @param population enterprises reported at least once in the two years before the day
 * @param positives those of them with the outcome
 * @param aucShuffled AUC with the outcomes shuffled; anything but about 0.5 is a bug
 * @param precisionTop1 share of positives among the 1 % with the highest score
 * @param liftTop1 that share against the base rate
 * @param recallTop10 share of all positives found among the 10 % with the highest score
 * @param coverage share of all enterprises with the outcome that were in the population; nothing is known about the others
 * @param medianLeadDays from the day to the event that completed the outcome, over positives in an alerting tier;
 *     null without any
 */
public record BacktestPeriod(
        LocalDate at,
        int population,
        int positives,
        double baseRate,
        double auc,
        double aucShuffled,
        double precisionTop1,
        double liftTop1,
        double recallTop10,
        double coverage,
        Double medianLeadDays,
        List<TierOutcome> tiers,
        List<RuleOutcome> rules) {

    /** The enterprises in one tier: how many there were, how many had the outcome, and their share. */
    public record TierOutcome(Tier tier, int enterprises, int positives, double rate) {}

    /**
     * What one rule predicted by itself.
     *
     * @param hits enterprises for which it fired
     * @param precision share of positives among them; null without hits, as are lift and lead
     * @param weight of evidence: the logarithm of how many times likelier it fires for a positive than for another
     * @param medianLeadDays from the day to the event that completed the outcome, over its positives
     */
    public record RuleOutcome(
            String rule,
            double points,
            int hits,
            int positives,
            Double precision,
            Double lift,
            double weight,
            Double medianLeadDays) {}
}
