package org.fengqiao.alerting;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.assessment.Assessment;

/**
 * An alert that begins, goes on or gets graver, on its way to be written.
 *
 * @param last the alert before, which is the same one unless it is raised
 * @param source of the fact it rests on most
 */
record Arrival(
        Notice.Kind kind,
        UUID id,
        int episode,
        Optional<Decision.LastAlert> last,
        Assessment assessment,
        String areaPath,
        Routing.Routed routed,
        Cause cause,
        Optional<String> source) {

    /**
     * What is written of it.
     *
     * @param lead the alert that speaks for it, or null
     * @param told who is told now
     * @param supervisor whose digest it goes into if it is braked, or null
     */
    record Settled(Arrival arrival, UUID lead, Telling telling, List<Notice> told, UUID supervisor) {
        boolean ownerIsTold() {
            return telling instanceof Telling.Tell;
        }

        boolean startsClocks() {
            return !(telling instanceof Telling.Hold held) || !held.reason().stopsClocks();
        }
    }

    Silence.Case asCase() {
        return new Silence.Case(
                assessment.enterpriseId(),
                areaPath,
                assessment.dimension(),
                assessment.tier(),
                java.util.Set.copyOf(cause.rules()),
                cause.indicators());
    }
}
