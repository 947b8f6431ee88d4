package org.fengqiao.registry.observation;

import java.time.Instant;
import java.util.UUID;

/**
 * One value of one indicator for one enterprise, with two times: {@code occurredAt}, when it was true, and
 * {@code learntAt}, when we learnt it. {@code key} identifies the source's row and the indicator and stays the same
 * when the source corrects the row.
 *
 * @param confidence 0..1, or null to use that of the source's kind in the live release
 * @param established rests on an effective decision, judgment or award (Shenzhen credit regulation art. 65)
 * @param reporter the account of the information officer who reported it, or null
 */
public record Observation(
        UUID key,
        UUID enterpriseId,
        String indicator,
        double value,
        Instant occurredAt,
        Instant learntAt,
        Source source,
        UUID reporter,
        Float confidence,
        boolean established) {}
