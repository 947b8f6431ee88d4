package org.fengqiao.alerting.raising;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.alerting.AlertDecision;
import org.fengqiao.alerting.Notice;
import org.fengqiao.alerting.routing.AlertRouter;
import org.fengqiao.alerting.suppression.NotificationDecision;
import org.fengqiao.alerting.suppression.Silence;
import org.fengqiao.assessment.Assessment;

/**
 * An alert that begins, goes on or gets graver, on its way to be written.
 *
 * @param last the alert before, which is the same one unless it is raised
 * @param source of the fact it rests on most
 */
record AlertChange(
        Notice.Kind kind,
        UUID id,
        int episode,
        Optional<AlertDecision.PreviousAlert> last,
        Assessment assessment,
        String areaPath,
        AlertRouter.RoutingResult routing,
        AlertBasis basis,
        Optional<String> source) {

    /**
     * What is written of it.
     *
     * @param lead the alert that speaks for it, or null
     * @param told who is told now
     * @param supervisor whose digest it goes into if it is braked, or null
     */
    record DecidedChange(
            AlertChange arrival, UUID lead, NotificationDecision decision, List<Notice> notices, UUID supervisor) {
        boolean notifiesOwner() {
            return decision instanceof NotificationDecision.Notify;
        }

        boolean startsClocks() {
            return !(decision instanceof NotificationDecision.Suppress held)
                    || !held.reason().stopsClocks();
        }
    }

    Silence.SilenceSubject silenceSubject() {
        return new Silence.SilenceSubject(
                assessment.enterpriseId(),
                areaPath,
                assessment.dimension(),
                assessment.tier(),
                java.util.Set.copyOf(basis.rules()),
                basis.indicators());
    }
}
