package org.fengqiao.mediation;

import java.util.UUID;
import org.fengqiao.policy.Tier;

/** The alert that a case comes from, as far as mediation needs it. */
public record SourceAlert(UUID id, UUID enterprise, String areaPath, UUID ownerPost, Tier tier, String release) {}
