package org.fengqiao.notification;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
 * @param requestEnded whether it asks for something that nobody needs any more
 * @param unreached who could not be reached before it was passed on
 * @param mustAnswer whether it was passed on from somebody who had to answer
 * @param sentAt when it was sent to a person who has not answered since; null when it was not sent
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
        boolean mustAnswer,
        Instant sentAt,
        RecipientPost post,
        AlertSnapshot alert,
        boolean requestEnded) {

    /** The post that has to be told; null when a person is told by name. */
    record RecipientPost(UUID id, PostKind kind, BilingualText name, String areaPath) {}

    /**
     * The alert it is about; null when it is about no single one.
     *
     * @param mediationCase the case of the alert that it is about; null when it is about the alert itself
     * @param acknowledgementStandsFrom until then it can be taken back; null if nobody acknowledged it
     */
    record AlertSnapshot(
            UUID id,
            boolean care,
            UUID ownerPost,
            UUID mediationCase,
            String enterprise,
            Instant acknowledgedAt,
            Instant acknowledgementStandsFrom,
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

    /** Whether it was sent and is here again because nobody acknowledged the alert. */
    boolean wasSent() {
        return sentAt != null;
    }

    /** Whether somebody has to answer: of RED whoever is responsible for it, or to whom it was escalated. */
    boolean needsAnswer() {
        if (alert == null || tier != Tier.RED) return false;
        return switch (kind) {
            case RAISED, UPGRADED, REOPENED ->
                mustAnswer || !isPassedOn() && post != null && post.id().equals(alert.ownerPost());
            case ESCALATED -> true;
            case REMINDER,
                    REVIEW_REQUESTED,
                    TIER_SET,
                    TIER_PROPOSED,
                    FACT_DISPUTED,
                    FACT_ANSWERED,
                    ACKNOWLEDGED,
                    NOTED,
                    SILENCED,
                    TRANSFER,
                    TRANSFER_ANSWERED,
                    ASSISTANCE,
                    ASSISTANCE_ANSWERED,
                    MEDIATION,
                    SILENCE_EXPIRING,
                    DIGEST,
                    OUTCOME -> false;
        };
    }

    /** Whoever acknowledged the alert knows of it, and nobody needs to hear of one that is closed. */
    boolean isPointlessFor(String person) {
        if (alert == null) return false;
        return switch (kind) {
            case RAISED, UPGRADED -> closedSince() || isAcknowledgedBy(person);
            case REMINDER, ESCALATED, REVIEW_REQUESTED, TIER_SET, TIER_PROPOSED, ACKNOWLEDGED, NOTED -> closedSince();
            case TRANSFER, ASSISTANCE -> closedSince() || requestEnded;
            case REOPENED,
                    MEDIATION,
                    SILENCE_EXPIRING,
                    SILENCED,
                    TRANSFER_ANSWERED,
                    ASSISTANCE_ANSWERED,
                    DIGEST,
                    OUTCOME,
                    FACT_DISPUTED,
                    FACT_ANSWERED -> false;
        };
    }

    /** It waits for the moment at which the acknowledgement that makes it pointless can no longer be taken back. */
    Optional<Instant> undecidedUntil(String person, Instant at) {
        boolean pointless = (kind == Notice.Kind.RAISED || kind == Notice.Kind.UPGRADED)
                && alert != null
                && !closedSince()
                && isAcknowledgedBy(person);
        return pointless && at.isBefore(alert.acknowledgementStandsFrom())
                ? Optional.of(alert.acknowledgementStandsFrom())
                : Optional.empty();
    }

    private boolean isAcknowledgedBy(String person) {
        return alert.acknowledgedAt() != null
                && !alert.acknowledgedAt().isBefore(madeAt)
                && person != null
                && person.equals(alert.acknowledgedBy());
    }

    private boolean closedSince() {
        return alert.closedAt() != null && !alert.closedAt().isBefore(madeAt);
    }
}
