package org.fengqiao.assessment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;

/**
 * The assessment of one enterprise in one dimension at one instant by one release.
 *
 * @param score points of all categories after their caps, rounded to hundredths
 * @param completeness share (0..1) of the core indicators with fresh data
 * @param findings in the order of the rules
 * @param holdsUntil until when tier, rules and completeness stay the same if nothing is learnt; null for ever, and on an
 *     assessment read from the database
 */
public record Assessment(
        UUID enterpriseId,
        Dimension dimension,
        Instant at,
        String releaseId,
        int headcount,
        double score,
        Tier tier,
        double completeness,
        List<Finding> findings,
        Instant holdsUntil) {

    /** The same facts at a tier that people gave. */
    public Assessment withTier(Tier other) {
        return new Assessment(
                enterpriseId, dimension, at, releaseId, headcount, score, other, completeness, findings, holdsUntil);
    }
}
