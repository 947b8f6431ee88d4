package org.fengqiao.alerting;

import java.util.Optional;
import java.util.UUID;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Tier;

/**
 * Something that somebody has to be notified of. It is written to the outbox in the transaction of what it is about, and
 * delivered later.
 *
 * @param alertId null when it is about many alerts, or about a silence
 * @param postId whoever answers for this post at the time of delivery is notified; null to notify a person whatever posts they hold
 * @param username who answered for the post when the notice was made; empty for a vacant post
 * @param why one sentence that says why this person is notified, without anything that identifies a worker
 */
public record Notice(Kind kind, UUID alertId, UUID postId, Optional<String> username, Tier tier, BilingualText why) {
    /** What happened. */
    public enum Kind {
        RAISED,
        UPGRADED,
        REOPENED,
        /** Acknowledged, then nothing. */
        REMINDER,
        /** A clock was missed, so the next level is notified. */
        ESCALATED,
        /** A second person has to review a closing. */
        REVIEW_REQUESTED,
        /** People set another tier, or the tier of the rules counts again. */
        TIER_SET,
        /** A second person has to sign a tier set by hand. */
        TIER_PROPOSED,
        /** To the source of a fact: somebody says that it is wrong. */
        FACT_DISPUTED,
        /** To whoever said so: the fact was confirmed or corrected. */
        FACT_ANSWERED,
        /** Somebody else acknowledged an alert of this post. */
        ACKNOWLEDGED,
        /** Somebody else wrote a note on an alert of this post. */
        NOTED,
        /** Nobody is notified of certain alerts of this post for a while. */
        SILENCED,
        /** An alert is offered to this post, or an offer that nobody answered came up to it. */
        TRANSFER,
        TRANSFER_ANSWERED,
        /** This post is asked for something, or a request that nobody answered came up to it. */
        ASSISTANCE,
        ASSISTANCE_ANSWERED,
        /** A mediation needs a hand: an agreement was not performed, a court returned what it was handed. */
        MEDIATION,
        /** To the author of a silence: it ends soon. */
        SILENCE_EXPIRING,
        /** Many notices were throttled: how many, and where to see the alerts. */
        DIGEST,
        /** To whoever reported: what came of it. It names no alert, so that nobody learns from an alert who reported. */
        OUTCOME;

        /** Whether it tells of something that can be taken back for a moment, and is held until then. */
        public boolean isHeld() {
            return this == ACKNOWLEDGED || this == NOTED || this == SILENCED;
        }
    }
}
