package org.fengqiao.inquiry.enterprise;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.inquiry.AreaRef;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Tier;

/**
 * An enterprise in a list.
 *
 * @param headcount null if unknown
 * @param labour its labour risk; null if not assessed or hidden from the caller
 */
public record EnterpriseSummary(
        UUID id,
        String uscc,
        String name,
        String industry,
        String areaCode,
        AreaRef area,
        Integer headcount,
        Set<String> flags,
        TierScore labour) {

    /** Score and tier, without the findings. */
    public record TierScore(Tier tier, BilingualText tierLabel, double score, Instant at) {}
}
