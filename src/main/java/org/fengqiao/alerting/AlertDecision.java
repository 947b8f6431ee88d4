package org.fengqiao.alerting;

import java.time.Instant;
import java.util.Optional;
import org.fengqiao.policy.Tier;

/** What an assessment means for the alert of its enterprise and dimension. Whether anybody is notified is decided later. */
public sealed interface AlertDecision {
    /** @param episode counted from 1 for each enterprise and dimension */
    record Raise(int episode) implements AlertDecision {}

    record Upgrade(Alert alert) implements AlertDecision {}

    /** The same episode goes on. */
    record Reopen(Alert alert) implements AlertDecision {}

    record NoChange(Reason reason) implements AlertDecision {}

    /** Why nothing comes of it. */
    enum Reason {
        BELOW_ALERT_TIER,
        SAME_TIER_ALREADY_RAISED,
        LOWER_THAN_ACTIVE_ALERT,
        /** People set a milder tier, knowing what the rules say. */
        TIER_SET_BY_HAND,
        /** Whoever closed the alert knew all this. */
        NOTHING_NEW_SINCE_CLOSING
    }

    /**
     * @param previous the latest alert of the enterprise in this dimension
     * @param hasNewFacts whether the assessment rests on a fact learnt after that alert was assessed
     * @param reopenWithinDays for how long after its closing an alert is reopened rather than raised anew
     */
    static AlertDecision of(
            Tier tier, Optional<Alert> previous, boolean hasNewFacts, int reopenWithinDays, Instant at) {
        if (!tier.alerts()) return new NoChange(Reason.BELOW_ALERT_TIER);
        if (previous.isEmpty()) return new Raise(1);
        Alert alert = previous.get();
        int order = tier.compareTo(alert.tier());
        if (alert.isOpen()) {
            if (order > 0)
                return alert.isHeldByHand(tier, at) ? new NoChange(Reason.TIER_SET_BY_HAND) : new Upgrade(alert);
            return new NoChange(order == 0 ? Reason.SAME_TIER_ALREADY_RAISED : Reason.LOWER_THAN_ACTIVE_ALERT);
        }
        if (order <= 0 && !hasNewFacts) return new NoChange(Reason.NOTHING_NEW_SINCE_CLOSING);
        return alert.canReopen(reopenWithinDays, at) ? new Reopen(alert) : new Raise(alert.episode() + 1);
    }
}
