package org.fengqiao.governance.trial;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A trial as far as it is.
 *
 * @param contentId of the draft it tried, and of no other
 * @param assessed enterprises so far
 * @param failure why it has no report, else null
 * @param viewedBy who has looked at its report
 */
public record TrialStatus(
        UUID id,
        UUID draft,
        String contentId,
        String liveRelease,
        TrialKind kind,
        JsonNode settings,
        String startedBy,
        Instant startedAt,
        long assessed,
        Instant finishedAt,
        String failure,
        List<String> viewedBy,
        JsonNode report) {

    /** What a trial does with a draft. */
    public enum TrialKind {
        IMPACT,
        BACKTEST
    }
}
