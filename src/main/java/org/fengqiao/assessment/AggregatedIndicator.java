package org.fengqiao.assessment;

import java.util.List;
import java.util.UUID;
import org.fengqiao.policy.Tier;

/**
 * The aggregated observations of one indicator.
 *
 * @param position the position of the indicator in the plan of its dimension
 * @param band number of the table row the value falls in, from 1; 0 for none
 * @param confidence 0..1
 * @param decay 1 on the day of the latest observation, 0 when it is as old as the indicator's time to live
 * @param corroborated the gravest value given by one official or two independent sources; NaN if there is none
 * @param aloneMaxTier the highest tier this kind of evidence may reach on its own
 * @param evidence keys of the observations used
 */
record AggregatedIndicator(
        int position,
        double value,
        int band,
        double confidence,
        double decay,
        double corroborated,
        Tier aloneMaxTier,
        List<UUID> evidence) {}
