package org.fengqiao.assessment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;

/**
 * What one release makes of what was known of one enterprise at one instant.
 *
 * @param score points of all categories after their caps, rounded to hundredths
 * @param completeness share (0..1) of the core indicators with fresh data
 * @param findings in the order of the rules
 * @param holdsUntil until when tier, rules and completeness stay so by the mere passing of time; null for ever, and on an
 *     assessment read back from store
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
        Instant holdsUntil) {}
