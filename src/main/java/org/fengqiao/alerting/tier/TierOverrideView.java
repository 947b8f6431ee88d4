package org.fengqiao.alerting.tier;

import java.time.Instant;
import java.util.UUID;
import org.fengqiao.policy.Tier;

/**
 * A tier set by hand, in the API.
 *
 * @param proposedBy the person's name, like {@code reviewedBy}
 * @param reviewedBy who signed or rejected it; null where no second signature was needed or is still awaited
 * @param inForceFrom null until it counts
 */
public record TierOverrideView(
        UUID id,
        TierOverride.State state,
        Tier oldTier,
        Tier tier,
        String reason,
        String proposedBy,
        Instant proposedAt,
        String reviewedBy,
        Instant reviewedAt,
        Instant inForceFrom,
        Instant until,
        Instant endedAt,
        TierOverride.EndReason endReason) {}
