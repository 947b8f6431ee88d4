package org.fengqiao.inquiry.alert;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.fengqiao.alerting.AlertClock;
import org.fengqiao.alerting.AlertOutcome;
import org.fengqiao.alerting.AlertState;
import org.fengqiao.inquiry.AreaRef;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Tier;

/**
 * An alert in a list.
 *
 * @param stateLabel of a closed alert with how it ended
 * @param outcome null unless it is closed, or somebody asked to close it
 * @param relation how the posts that were asked for are related to it; null where none was
 * @param headcount of the enterprise when the alert was raised or upgraded
 * @param reason its gravest finding, in one sentence
 * @param why why it was routed to its owner
 * @param clocks the steps and when they are due
 */
public record AlertSummary(
        UUID id,
        String dimension,
        Tier tier,
        BilingualText tierLabel,
        double score,
        AlertState state,
        BilingualText stateLabel,
        AlertOutcome outcome,
        Relation relation,
        Instant raisedAt,
        Instant tierSince,
        Instant closedAt,
        UUID enterpriseId,
        String enterprise,
        int headcount,
        AreaRef area,
        Owner owner,
        BilingualText reason,
        BilingualText why,
        String route,
        String release,
        List<Clock> clocks) {

    /** Whether a post owns an alert or is copied in. */
    public enum Relation {
        OWNER,
        COPIED
    }

    /** The post that must act, and who held it when it was notified. */
    public record Owner(UUID post, String kind, BilingualText name, String username, String reason) {}

    /**
     * The time for a step: it runs, was met, is missed or was stopped.
     *
     * @param duration ISO 8601; working time with a leading W
     * @param metBy the name of who did the step; null where that is not known
     * @param missedSince when it fell due without the step being done, even if it was met late or stopped since; else null
     * @param stateLabel how it stands, with when and by whom
     * @param text the same with its step
     */
    public record Clock(
            String step,
            String duration,
            Instant startedAt,
            Instant dueAt,
            AlertClock.State state,
            Instant metAt,
            String metBy,
            Instant missedSince,
            Instant stoppedAt,
            AlertClock.StopReason stopReason,
            BilingualText stateLabel,
            BilingualText text) {
        public static Clock of(AlertClock clock, Instant now) {
            return new Clock(
                    clock.step(),
                    clock.duration(),
                    clock.startedAt(),
                    clock.dueAt(),
                    clock.state(now),
                    clock.metAt(),
                    clock.metBy(),
                    clock.missedSince(now).orElse(null),
                    clock.stoppedAt(),
                    clock.stopReason(),
                    clock.stateText(now),
                    clock.text(now));
        }
    }
}
