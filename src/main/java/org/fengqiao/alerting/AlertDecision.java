package org.fengqiao.alerting;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.policy.Tier;

/** What an assessment means for the alert of its enterprise and dimension. Whether anybody is told is {@link NotificationDecision}. */
public sealed interface AlertDecision {
    /** @param episode counted from 1 for each enterprise and dimension */
    record Raise(int episode) implements AlertDecision {}

    record Upgrade(PreviousAlert alert) implements AlertDecision {}

    /** The same episode goes on. */
    record Reopen(PreviousAlert alert) implements AlertDecision {}

    record NoChange(Reason reason) implements AlertDecision {}

    /** Why nothing becomes of it. */
    enum Reason {
        BELOW_ALERT_TIER,
        SAME_TIER_ALREADY_RAISED,
        LOWER_THAN_ACTIVE_ALERT,
        /** Whoever closed the alert knew all this. */
        NOTHING_NEW_SINCE_CLOSING
    }

    /**
     * The latest alert of an enterprise in a dimension.
     *
     * @param closed empty while it is open
     * @param weighedAt what was learnt by then was weighed
     * @param told at which tier its owner was told last, and when; empty when he was not
     * @param lead the alert of a related enterprise that speaks for it, or its own id
     */
    record PreviousAlert(
            UUID id,
            int episode,
            Tier tier,
            Optional<Closing> closed,
            Instant assessedAt,
            Optional<LastNotification> lastNotification,
            UUID lead) {}

    /** How an alert was closed. */
    record Closing(Instant at, String outcome, String by, String checkedBy) {
        /** A false alarm goes on teaching the rules what it was, and a merged alert goes on in another: neither reopens. */
        boolean mayReopen() {
            return !"FALSE_ALARM".equals(outcome) && !"MERGED".equals(outcome);
        }
    }

    /** A tier an owner was told of, and when. */
    record LastNotification(Tier tier, Instant at) {}

    /**
     * @param newer whether a fact counts that was learnt after the last alert weighed its own
     * @param reopens for how long after its closing an alert is reopened rather than raised anew
     */
    static AlertDecision of(Tier tier, Optional<PreviousAlert> last, boolean newer, Instant at, Duration reopens) {
        if (!tier.alerts()) return new NoChange(Reason.BELOW_ALERT_TIER);
        if (last.isEmpty()) return new Raise(1);
        PreviousAlert alert = last.get();
        int order = tier.compareTo(alert.tier());
        if (alert.closed().isEmpty()) {
            if (order > 0) return new Upgrade(alert);
            return new NoChange(order == 0 ? Reason.SAME_TIER_ALREADY_RAISED : Reason.LOWER_THAN_ACTIVE_ALERT);
        }
        if (order <= 0 && !newer) return new NoChange(Reason.NOTHING_NEW_SINCE_CLOSING);
        Closing closing = alert.closed().get();
        boolean recent = !at.isAfter(closing.at().plus(reopens));
        return recent && closing.mayReopen() ? new Reopen(alert) : new Raise(alert.episode() + 1);
    }
}
