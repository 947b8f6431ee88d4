package org.fengqiao.notification;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.fengqiao.alerting.Notice;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.post.PostKind;

/**
 * A notification that this process has claimed, with what it tells of.
 *
 * @param attempt which claim this is: only the last one counts
 * @param tried who could not be reached before it was passed on
 */
record ClaimedNotification(
        UUID id,
        int attempt,
        Notice.Kind kind,
        Tier tier,
        BilingualText why,
        Instant madeAt,
        String username,
        int channelNo,
        int tries,
        List<String> tried,
        RecipientPost post,
        AlertSnapshot alert) {

    /** The post that has to be told; null when a person is told as such. */
    record RecipientPost(UUID id, PostKind kind, BilingualText name, String areaPath) {}

    /** What it is about; null when it is no single alert. */
    record AlertSnapshot(
            UUID id,
            boolean care,
            String enterprise,
            Instant acknowledgedAt,
            String acknowledgedBy,
            Instant closedAt) {}

    boolean passedOn() {
        return !tried.isEmpty();
    }

    /** About care, which labour's channels do not tell of; a digest of care is about no single alert. */
    boolean isCare() {
        return alert != null && alert.care() || post != null && post.kind() == PostKind.CARE_TEAM;
    }

    /** Whoever has acknowledged it knows; and of a closed alert nobody needs to hear that it is there. */
    boolean isPointlessFor(String person) {
        if (alert == null) return false;
        return switch (kind) {
            case RAISED, UPGRADED ->
                closedSince()
                        || alert.acknowledgedAt() != null
                                && !alert.acknowledgedAt().isBefore(madeAt)
                                && person != null
                                && person.equals(alert.acknowledgedBy());
            case REMINDER, ESCALATED, CHECK_WANTED -> closedSince();
            case REOPENED, MEDIATION, SILENCE_ENDS, DIGEST, OUTCOME -> false;
        };
    }

    private boolean closedSince() {
        return alert.closedAt() != null && !alert.closedAt().isBefore(madeAt);
    }
}
