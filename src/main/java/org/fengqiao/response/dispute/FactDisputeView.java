package org.fengqiao.response.dispute;

import java.time.Instant;
import java.util.UUID;
import org.fengqiao.platform.text.BilingualText;

/**
 * A doubt about a fact, in the API.
 *
 * @param fact key of the observation; its value is with the alert and the observations of the enterprise
 * @param raisedBy the person's name, like {@code answeredBy}, which is null when the source itself sent a correction
 * @param post that answers for the source
 * @param missedAt when the time to answer was over; null if it is not, or an answer came in time
 */
public record FactDisputeView(
        UUID id,
        UUID alert,
        UUID enterpriseId,
        String enterprise,
        String dimension,
        UUID fact,
        String indicator,
        BilingualText indicatorName,
        String sourceKind,
        String reason,
        DisputeState state,
        String raisedBy,
        Instant raisedAt,
        BilingualText post,
        Instant dueAt,
        Instant missedAt,
        String answeredBy,
        Instant answeredAt,
        String answer) {}
