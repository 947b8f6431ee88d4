package org.fengqiao.alerting;

/** Everything that the history of an alert records. */
public enum AlertEvent {
    RAISED,
    UPGRADED,
    REOPENED,
    /** Nobody was notified for now; the detail says why. */
    SUPPRESSED,
    /** Notified after all, once what suppressed it had ended. */
    NOTIFIED,
    ACKNOWLEDGED,
    CONTACTED,
    PLANNED,
    NOTED,
    REMINDED,
    /** Acknowledged, reminded and still silent: it waits to be acknowledged again. */
    ACKNOWLEDGEMENT_LAPSED,
    /** A clock was missed, so the next level hears of it. */
    ESCALATED,
    /** Another post or person owns it because its owner is absent. */
    REASSIGNED,
    CLOSE_REQUESTED,
    CLOSE_REJECTED,
    CLOSED,

    /** The enterprise answered; it still has to come on site. */
    TASK_REPLIED,
    TASK_DONE,
    TASK_MISSED,

    MEDIATION_OPENED,
    MEDIATION_NOT_ASKED,
    MEDIATION_WILLING,
    MEDIATION_UNWILLING,
    MEDIATION_MEDIATOR_CHANGED,
    MEDIATION_SESSION_HELD,
    MEDIATION_CONCESSION,
    MEDIATION_CONCESSION_RELEASED,
    MEDIATION_AGREED,
    MEDIATION_PERFORMED,
    MEDIATION_PERFORMANCE_DUE,
    MEDIATION_PERIOD_ENDS,
    MEDIATION_BREACHED,
    MEDIATION_FAILED,
    MEDIATION_ELEMENTS,
    MEDIATION_CONVERSION_REQUESTED,
    MEDIATION_HANDED_OVER,
    MEDIATION_ACCEPTED,
    MEDIATION_RETURNED
}
