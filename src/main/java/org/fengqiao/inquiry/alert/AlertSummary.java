package org.fengqiao.inquiry.alert;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.fengqiao.inquiry.AreaRef;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Tier;

/**
 * An alert in a list.
 *
 * @param headcount of the enterprise when the alert was raised or upgraded
 * @param reason its gravest finding, in one sentence
 * @param why why it was routed to its owner
 * @param clocks the steps and when they are due
 */
public record AlertSummary(
        UUID id,
        String dimension,
        Tier tier,
        BilingualText tierLabel,
        double score,
        String state,
        Instant raisedAt,
        Instant tierSince,
        Instant closedAt,
        UUID enterpriseId,
        String enterprise,
        int headcount,
        AreaRef area,
        Owner owner,
        BilingualText reason,
        BilingualText why,
        String route,
        String release,
        List<Clock> clocks) {

    /** The post that must act, and who held it when it was notified. */
    public record Owner(UUID post, String kind, BilingualText name, String username, String reason) {}

    /**
     * A step that is due.
     *
     * @param duration ISO 8601; working time with a leading W
     */
    public record Clock(String step, String duration, Instant startedAt, Instant dueAt) {}
}
