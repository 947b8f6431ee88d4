package org.fengqiao.notification;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.fengqiao.alerting.Notice;
import org.fengqiao.platform.delivery.Lease;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.post.PostKind;

/**
 * A notification that this process has claimed, with what it tells of.
 *
 * @param channelFailures how often the current channel has failed
 * @param unreached who could not be reached before it was passed on
 */
record ClaimedNotification(
        Lease lease,
        Notice.Kind kind,
        Tier tier,
        BilingualText why,
        Instant madeAt,
        String username,
        int channelNo,
        int channelFailures,
        List<String> unreached,
        RecipientPost post,
        AlertSnapshot alert) {

    /** The post that has to be told; null when a person is told by name. */
    record RecipientPost(UUID id, PostKind kind, BilingualText name, String areaPath) {}

    /** The alert it is about; null when it is about no single one. */
    record AlertSnapshot(
            UUID id,
            boolean care,
            String enterprise,
            Instant acknowledgedAt,
            String acknowledgedBy,
            Instant closedAt) {}

    UUID id() {
        return lease.id();
    }

    boolean isPassedOn() {
        return !unreached.isEmpty();
    }

    /** Whether it is about care, of which channels say nothing; a digest of care is about no single alert. */
    boolean isCare() {
        return alert != null && alert.care() || post != null && post.kind() == PostKind.CARE_TEAM;
    }

    /** Whoever acknowledged the alert knows of it, and nobody needs to hear of one that is closed. */
    boolean isPointlessFor(String person) {
        if (alert == null) return false;
        return switch (kind) {
            case RAISED, UPGRADED ->
                closedSince()
                        || alert.acknowledgedAt() != null
                                && !alert.acknowledgedAt().isBefore(madeAt)
                                && person != null
                                && person.equals(alert.acknowledgedBy());
            case REMINDER, ESCALATED, REVIEW_REQUESTED, TIER_SET, TIER_PROPOSED -> closedSince();
            case REOPENED, MEDIATION, SILENCE_EXPIRING, DIGEST, OUTCOME, FACT_DISPUTED, FACT_ANSWERED -> false;
        };
    }

    private boolean closedSince() {
        return alert.closedAt() != null && !alert.closedAt().isBefore(madeAt);
    }
}
