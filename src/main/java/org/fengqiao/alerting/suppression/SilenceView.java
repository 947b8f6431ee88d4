package org.fengqiao.alerting.suppression;

import java.time.Instant;
import java.util.UUID;
import org.fengqiao.policy.Tier;

/**
 * A silence as people read it.
 *
 * @param suppressed how many notices it kept back
 */
public record SilenceView(
        UUID id,
        String author,
        String reason,
        UUID enterprise,
        String areaPath,
        String dimension,
        String rule,
        String indicator,
        Tier maxTier,
        Instant beginsAt,
        Instant endsAt,
        boolean inForce,
        Instant remindedAt,
        String liftedBy,
        String liftReason,
        Instant withdrawnAt,
        int suppressed) {}
