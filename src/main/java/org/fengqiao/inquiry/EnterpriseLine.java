package org.fengqiao.inquiry;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.platform.Text;
import org.fengqiao.policy.Tier;

/**
 * An enterprise in a list.
 *
 * @param headcount null when nobody ever counted
 * @param labour how it stands in labour risk; null when not assessed, and for who may not see it
 */
public record EnterpriseLine(
        UUID id,
        String uscc,
        String name,
        String industry,
        String areaCode,
        Place area,
        Integer headcount,
        Set<String> flags,
        Standing labour) {

    /** Score and tier, without the findings. */
    public record Standing(Tier tier, Text tierLabel, double score, Instant at) {}
}
