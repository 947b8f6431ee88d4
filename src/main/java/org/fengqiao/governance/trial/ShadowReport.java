package org.fengqiao.governance.trial;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.policy.Tier;

/**
 * A draft that runs beside the live release, and what it made of the same facts.
 *
 * @param tiers dimension to tier of the live release to tier of the draft to number of assessments
 * @param dropped assessments that it skipped because it could not keep up
 * @param failed assessments it could not make
 * @param differences the latest assessments in which tier or rules differ
 */
public record ShadowReport(
        UUID id,
        UUID draft,
        String contentId,
        String startedBy,
        Instant startedAt,
        Instant endsAt,
        Instant stoppedAt,
        long assessed,
        long differing,
        long dropped,
        long failed,
        String lastFailure,
        Map<String, Map<Tier, Map<Tier, Long>>> tiers,
        List<Difference> differences) {

    /** One enterprise that was assessed differently. */
    public record Difference(
            UUID enterprise,
            String dimension,
            Instant at,
            String releaseLive,
            Tier tierLive,
            Tier tierDraft,
            double scoreLive,
            double scoreDraft,
            List<String> rulesLive,
            List<String> rulesDraft) {}
}
