package org.fengqiao.alerting;

import java.util.Optional;

/**
 * Everything that the history of an alert records. What people read of it is the message {@code event.} and its name, in both
 * languages, made of the arguments of the entry.
 */
public enum AlertEvent {
    RAISED,
    UPGRADED,
    REOPENED,
    /** Somebody saw what calls for an alert of this tier; the entry says who and what. */
    RAISED_BY_HAND,
    /** Nobody was notified for now; the arguments say why. */
    SUPPRESSED,
    /** Notified after all, once what suppressed it had ended. */
    NOTIFIED,
    ACKNOWLEDGED("ack", Repetition.UNCHANGED),
    CONTACTED("contact", Repetition.RECORDED),
    PLANNED("plan", Repetition.RECORDED),
    NOTED(null, Repetition.RECORDED),
    /** Whoever acknowledged it took that back at once. */
    ACKNOWLEDGEMENT_WITHDRAWN,
    NOTE_WITHDRAWN,
    REMINDED,
    /** Acknowledged, reminded and still silent: it waits to be acknowledged again. */
    ACKNOWLEDGEMENT_LAPSED,
    /** A clock was missed, so the next level hears of it. */
    ESCALATED,
    /** Another post or person owns it because its owner is absent. */
    REASSIGNED,
    /** Somebody asks for another tier, which needs a second signature. */
    TIER_PROPOSED,
    TIER_REJECTED,
    TIER_SET,
    /** The time for which people set a tier is over. */
    TIER_RESTORED,
    FACT_DISPUTED,
    FACT_CONFIRMED,
    FACT_CORRECTED,
    FACT_ANSWER_MISSED,
    /** Another post is to own it; until that one accepts, nothing changes. */
    TRANSFER_OFFERED,
    TRANSFER_ACCEPTED("ack", Repetition.UNCHANGED),
    TRANSFER_RETURNED,
    TRANSFER_WITHDRAWN,
    /** Another post is asked for something until a moment. */
    ASSISTANCE_REQUESTED,
    ASSISTANCE_ANSWERED,
    ASSISTANCE_WITHDRAWN,
    /** Nobody answered an offer or a request for help in time, so the post above hears of it. */
    REQUEST_ESCALATED,
    CLOSE_REQUESTED,
    CLOSE_REJECTED(null, Repetition.RECORDED),
    CLOSED("close", Repetition.UNCHANGED),

    /** The enterprise answered; it still has to come on site. */
    TASK_REPLIED,
    TASK_DONE("enterprise", Repetition.UNCHANGED),
    TASK_MISSED,

    MEDIATION_OPENED,
    MEDIATION_PARTY_ADDED,
    MEDIATION_NOT_ASKED,
    MEDIATION_WILLING,
    MEDIATION_UNWILLING,
    MEDIATION_MEDIATOR_CHANGED,
    MEDIATION_SESSION_HELD,
    MEDIATION_CONCESSION,
    MEDIATION_CONCESSION_RELEASED,
    MEDIATION_AGREED,
    /** Only one side was there to sign. */
    MEDIATION_AGREEMENT_VOID,
    MEDIATION_PERFORMED,
    MEDIATION_PERFORMANCE_DUE,
    MEDIATION_PERIOD_ENDS,
    MEDIATION_BREACHED,
    MEDIATION_FAILED,
    MEDIATION_ELEMENTS,
    MEDIATION_CONVERSION_REQUESTED,
    MEDIATION_HANDED_OVER,
    MEDIATION_ACCEPTED,
    MEDIATION_RETURNED;

    /** What a step does that is taken again. */
    private enum Repetition {
        /** The alert is further on already, so nothing is recorded. */
        UNCHANGED,
        /** It is recorded again, unless the very same was sent twice in a row. */
        RECORDED
    }

    private final String step;
    private final Repetition repetition;

    AlertEvent() {
        this(null, Repetition.UNCHANGED);
    }

    /** @param step whose clock it meets, or null */
    AlertEvent(String step, Repetition repetition) {
        this.step = step;
        this.repetition = repetition;
    }

    /** The step whose clock is met by it. */
    public Optional<String> meets() {
        return Optional.ofNullable(step);
    }

    /** Whether a step may be taken again, so that only the very same one twice in a row was sent twice. */
    public boolean isRepeatable() {
        return repetition == Repetition.RECORDED;
    }

    /** Whether it is about a fact, which may be wrong whatever becomes of the alert. */
    public boolean isOfFact() {
        return name().startsWith("FACT_");
    }

    /** Whether it is a step of a mediation, which goes on whatever becomes of the alert. */
    public boolean isOfMediation() {
        return name().startsWith("MEDIATION_");
    }
}
