package org.fengqiao.response;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertOutcome;
import org.fengqiao.alerting.AlertState;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.policy.Tier;

/**
 * The life of an alert: RAISED → ACKNOWLEDGED → CONTACTED → PLANNED → (CLOSING →) CLOSED. At RED and ORANGE a second
 * person checks before it closes. A graver tier, or the fact that recurs within 30 days after closing, makes it RAISED
 * again; that is done where alerts are raised. Each method gives the event it makes, empty when it was so already, and
 * refuses what may not follow.
 */
final class Alert {
    final UUID id;
    final Tier tier;
    AlertState state;
    Instant acknowledgedAt;
    String acknowledgedBy;
    Instant contactedAt;
    Instant plannedAt;
    Instant closedAt;
    AlertOutcome outcome;
    String closedBy;
    String checkedBy;
    UUID mergedInto;

    Alert(UUID id, Tier tier, AlertState state) {
        this.id = id;
        this.tier = tier;
        this.state = state;
    }

    /** Whether nobody may close it alone. */
    boolean needsReview() {
        return tier.compareTo(Tier.ORANGE) >= 0;
    }

    Optional<AlertEvent> acknowledge(String by, Instant at) {
        if (state == AlertState.CLOSED) throw refused("确认", "acknowledged");
        if (state != AlertState.RAISED) return Optional.empty();
        state = AlertState.ACKNOWLEDGED;
        acknowledgedAt = at;
        acknowledgedBy = by;
        return Optional.of(AlertEvent.ACKNOWLEDGED);
    }

    /** By telephone or on site; whoever goes there again says so again. */
    Optional<AlertEvent> contact(Instant at) {
        if (!isBetween(AlertState.ACKNOWLEDGED, AlertState.PLANNED)) throw refused("登记联系", "contacted");
        if (contactedAt == null) contactedAt = at;
        if (state == AlertState.ACKNOWLEDGED) state = AlertState.CONTACTED;
        return Optional.of(AlertEvent.CONTACTED);
    }

    /** A plan may be changed until closing is asked for. */
    Optional<AlertEvent> plan(Instant at) {
        if (!isBetween(AlertState.CONTACTED, AlertState.PLANNED)) throw refused("登记方案", "planned");
        if (plannedAt == null) plannedAt = at;
        state = AlertState.PLANNED;
        return Optional.of(AlertEvent.PLANNED);
    }

    /** @param into the alert that speaks for this one; given with MERGED and not otherwise */
    Optional<AlertEvent> close(AlertOutcome how, UUID into, String by, Instant at) {
        if (state.compareTo(AlertState.CLOSING) >= 0 && outcome == how && by.equals(closedBy)) return Optional.empty();
        if (!isBetween(AlertState.ACKNOWLEDGED, AlertState.PLANNED) || state.compareTo(requiredStateFor(how)) < 0) {
            throw refused("以" + how + "关闭", "closed as " + how);
        }
        outcome = how;
        closedBy = by;
        if (into != null) mergedInto = into;
        if (needsReview()) {
            state = AlertState.CLOSING;
            return Optional.of(AlertEvent.CLOSE_REQUESTED);
        }
        return markClosed(at);
    }

    /** What has to be done before an alert can end so: at BLUE a telephone call is enough. */
    private AlertState requiredStateFor(AlertOutcome how) {
        return switch (how) {
            case AVERTED -> tier == Tier.BLUE ? AlertState.CONTACTED : AlertState.PLANNED;
            case HAPPENED, FALSE_ALARM -> AlertState.CONTACTED;
            case MERGED -> AlertState.ACKNOWLEDGED;
        };
    }

    Optional<AlertEvent> confirmClosing(String by, Instant at) {
        if (state == AlertState.CLOSED && by.equals(checkedBy)) return Optional.empty();
        if (state != AlertState.CLOSING) throw refused("复核", "checked");
        if (by.equals(closedBy)) {
            throw ProblemException.forbidden(
                    "own-closing",
                    "关闭是您自己提出的，须由另一人复核。请由劳动办负责人、社区调解组长或另一位经办人复核。",
                    "You asked to close it yourself, so somebody else has to check: the head of the labour office, the"
                            + " mediation lead or another officer.");
        }
        checkedBy = by;
        return markClosed(at);
    }

    /** Whoever checks is not convinced: it goes on where it stood. */
    Optional<AlertEvent> rejectClosing() {
        if (state != AlertState.CLOSING) throw refused("退回", "returned");
        state = plannedAt != null
                ? AlertState.PLANNED
                : contactedAt != null ? AlertState.CONTACTED : AlertState.ACKNOWLEDGED;
        if (outcome == AlertOutcome.MERGED) mergedInto = null;
        outcome = null;
        closedBy = null;
        return Optional.of(AlertEvent.CLOSE_REJECTED);
    }

    private Optional<AlertEvent> markClosed(Instant at) {
        state = AlertState.CLOSED;
        closedAt = at;
        return Optional.of(AlertEvent.CLOSED);
    }

    private boolean isBetween(AlertState first, AlertState last) {
        return state.compareTo(first) >= 0 && state.compareTo(last) <= 0;
    }

    private ProblemException refused(String zh, String en) {
        return new ProblemException(
                ErrorKind.WRONG_STATE,
                "alert-state",
                "预警现为" + state + "，不能" + zh + "。" + state.nextStep().zh(),
                "The alert is " + state + " and can't be " + en + ". "
                        + state.nextStep().en());
    }
}
