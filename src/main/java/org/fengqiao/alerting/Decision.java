package org.fengqiao.alerting;

import org.fengqiao.policy.Tier;

/** What an assessment means for the alert of its enterprise and dimension. */
sealed interface Decision {
    record Raise() implements Decision {}

    record Upgrade(ActiveAlert alert) implements Decision {}

    record Suppress(Reason reason) implements Decision {}

    /** Why nobody is told. */
    enum Reason {
        BELOW_ALERT_TIER,
        SAME_TIER_ALREADY_RAISED,
        LOWER_THAN_ACTIVE_ALERT
    }

    /** An alert that is not closed. */
    record ActiveAlert(java.util.UUID id, java.util.UUID enterpriseId, Tier tier) {}

    /** @param active the open alert of the same enterprise and dimension, or null */
    static Decision on(Tier tier, ActiveAlert active) {
        if (!tier.alerts()) return new Suppress(Reason.BELOW_ALERT_TIER);
        if (active == null) return new Raise();
        int order = tier.compareTo(active.tier());
        if (order > 0) return new Upgrade(active);
        return new Suppress(order == 0 ? Reason.SAME_TIER_ALREADY_RAISED : Reason.LOWER_THAN_ACTIVE_ALERT);
    }
}
