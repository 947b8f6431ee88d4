package org.fengqiao.alerting;

import java.util.Optional;
import java.util.UUID;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Tier;

/**
 * Somebody has to be told something about an alert. Made where it happens, written to the outbox in the same
 * transaction, delivered later.
 *
 * @param alertId null when it is about many, or about a silence
 * @param postId the post that is told; whoever answers for it when the notice is delivered is the one who hears it; null when a person is
 *     told, whatever post he holds
 * @param username who answered for the post when the notice was made; empty for a vacant post
 * @param why one sentence that says why this person is told, free of anything that names a worker
 */
public record Notice(Kind kind, UUID alertId, UUID postId, Optional<String> username, Tier tier, BilingualText why) {
    /** What happened. */
    public enum Kind {
        RAISED,
        UPGRADED,
        REOPENED,
        /** Acknowledged, then nothing. */
        REMINDER,
        /** A clock was missed, so the next level is told. */
        ESCALATED,
        /** A second person has to check before it closes. */
        CHECK_WANTED,
        /** A mediation needs a hand: an agreement was not performed, a court returned what it was handed. */
        MEDIATION,
        /** To whoever wrote a silence: it ends soon. */
        SILENCE_ENDS,
        /** The brake held many back: how many, and where to see them. */
        DIGEST,
        /** To whoever reported: what came of it. About no alert, so that nobody learns from an alert who reported. */
        OUTCOME
    }
}
