package org.fengqiao.alerting.raising;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.alerting.Alert;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.Notice;
import org.fengqiao.alerting.TierHold;
import org.fengqiao.alerting.routing.AlertRouter;
import org.fengqiao.alerting.suppression.NotificationDecision;
import org.fengqiao.alerting.suppression.Silence;
import org.fengqiao.assessment.Assessment;

/**
 * An alert that an assessment raised, upgraded or reopened, on its way to be written.
 *
 * @param previous what there was before; the same alert unless it was raised
 * @param source of the fact it rests on most
 */
record AlertChange(
        AlertEvent event,
        Alert alert,
        Optional<PreviousAlert> previous,
        Assessment assessment,
        String areaPath,
        AlertRouter.RoutingResult routing,
        AlertBasis basis,
        Optional<String> source) {

    /** What is kept of the latest alert before the change. */
    record PreviousAlert(
            Optional<Alert.LastNotification> lastNotification,
            Optional<Alert.Closing> closing,
            Optional<TierHold> tierHold) {
        static PreviousAlert of(Alert alert) {
            return new PreviousAlert(alert.lastNotification(), alert.closing(), alert.tierHold());
        }
    }

    /**
     * A change with who is notified of it.
     *
     * @param notices for those who are notified now
     * @param supervisor whose digest lists it if it is throttled, or null
     */
    record DecidedChange(AlertChange change, NotificationDecision decision, List<Notice> notices, UUID supervisor) {
        Alert alert() {
            return change.alert();
        }

        boolean startsClocks() {
            return !(decision instanceof NotificationDecision.Suppress suppressed)
                    || !suppressed.reason().stopsClocks();
        }
    }

    UUID id() {
        return alert.id();
    }

    boolean isRaised() {
        return event == AlertEvent.RAISED;
    }

    /** Whether the rules took the alert beyond the tier that people had set. */
    boolean overridesHand(Instant at) {
        return event == AlertEvent.UPGRADED
                && previous.flatMap(PreviousAlert::tierHold)
                        .filter(hand -> at.isBefore(hand.until()))
                        .isPresent();
    }

    Notice.Kind noticeKind() {
        return event == AlertEvent.TIER_RESTORED ? Notice.Kind.TIER_SET : Notice.Kind.valueOf(event.name());
    }

    Silence.SilenceSubject silenceSubject() {
        return new Silence.SilenceSubject(
                assessment.enterpriseId(),
                areaPath,
                assessment.dimension(),
                assessment.tier(),
                Set.copyOf(basis.rules()),
                basis.indicators());
    }
}
