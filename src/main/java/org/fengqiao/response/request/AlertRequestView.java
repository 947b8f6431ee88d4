package org.fengqiao.response.request;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Tier;

/**
 * What a post asked of another about an alert, and what came of it.
 *
 * @param climbedTo the posts above that heard of it because nobody answered, in their order
 * @param endedAt null while it is open
 * @param answer what was said when it ended, or null
 */
public record AlertRequestView(
        UUID id,
        UUID alert,
        String enterprise,
        Tier tier,
        RequestKind kind,
        RequestState state,
        RequestPost from,
        String requestedBy,
        Instant requestedAt,
        RequestPost asked,
        String reason,
        Instant dueAt,
        List<RequestPost> climbedTo,
        Instant endedAt,
        String endedBy,
        String answer) {

    /** A post by its name. */
    public record RequestPost(UUID id, BilingualText name) {}
}
