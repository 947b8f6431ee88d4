package org.fengqiao.alerting;

import java.time.Instant;
import java.util.UUID;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;

/** Alerts by life stage, without a database. */
final class AlertFixture {
    static final Instant AT = Instant.parse("2027-02-05T01:00:00Z");
    static final int REOPEN_WITHIN_DAYS = 30;
    static final AlertOwner OWNER = new AlertOwner(new UUID(0, 1), "li", "HOLDS_THE_POST");

    private AlertFixture() {}

    static AlertRating rating(Tier tier) {
        return new AlertRating(tier, "4403.440307.", OWNER, AT);
    }

    static ActionContext by(String username) {
        return new ActionContext(username, AT, REOPEN_WITHIN_DAYS);
    }

    /** Brought there by its transitions; closed as HAPPENED by li and reviewed, where that is needed, by chen. */
    static Alert in(AlertState state, Tier tier) {
        Alert alert = Alert.raise(new UUID(0, 7), new UUID(0, 2), Dimension.LABOUR, 1, rating(tier), AT);
        if (state.compareTo(AlertState.ACKNOWLEDGED) >= 0) alert.acknowledge(by("li"));
        if (state.compareTo(AlertState.CONTACTED) >= 0) alert.contact(by("li"));
        if (state.compareTo(AlertState.PLANNED) >= 0) alert.plan(by("li"));
        if (state.compareTo(AlertState.CLOSING) >= 0) alert.close(AlertOutcome.HAPPENED, null, by("li"));
        if (state == AlertState.CLOSED && alert.needsReview()) alert.confirmClosing(by("chen"));
        return alert;
    }

    static Alert closed(AlertOutcome outcome, Tier tier, Instant at) {
        Alert alert = in(AlertState.PLANNED, tier);
        UUID into = outcome == AlertOutcome.MERGED ? new UUID(0, 8) : null;
        alert.close(outcome, into, new ActionContext("li", at, REOPEN_WITHIN_DAYS));
        if (alert.needsReview()) alert.confirmClosing(new ActionContext("chen", at, REOPEN_WITHIN_DAYS));
        return alert;
    }
}
