package org.fengqiao.alerting.suppression;

import java.time.Instant;
import java.util.UUID;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;

/**
 * A silence that somebody asks for.
 *
 * @param enterprise null for every enterprise in the area
 * @param area code of an area; blank when an enterprise is named
 * @param rule silences only what rests on this rule alone; null for any
 * @param indicator silences only what rests on this indicator alone; null for any
 * @param maxTier the highest tier it silences; null for ORANGE
 */
public record NewSilence(
        String reason,
        UUID enterprise,
        String area,
        Dimension dimension,
        String rule,
        String indicator,
        Tier maxTier,
        Instant endsAt) {}
