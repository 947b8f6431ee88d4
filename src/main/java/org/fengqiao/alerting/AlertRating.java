package org.fengqiao.alerting;

import java.time.Instant;
import org.fengqiao.policy.Tier;

/**
 * What an assessment and its routing give to an alert.
 *
 * @param areaPath of the enterprise, from the city down, closed by a dot
 * @param assessedAt everything learnt by then was taken into account
 */
public record AlertRating(Tier tier, String areaPath, AlertOwner owner, Instant assessedAt) {}
