package org.fengqiao.mediation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.fengqiao.alerting.history.AlertHistoryReader;
import org.fengqiao.mediation.mediator.DisputeKind;
import org.fengqiao.platform.text.BilingualText;

/** A case as people see it. */
public record CaseView(
        CaseDetails mediation,
        BilingualText why,
        List<StatutoryClocks.Deadline> clocks,
        List<AlertHistoryReader.Event> history) {
    /**
     * @param mediator their user name; null for nobody
     * @param mediatorName as people know them; null for nobody
     */
    public record CaseDetails(
            UUID id,
            UUID alertId,
            UUID enterpriseId,
            String areaPath,
            DisputeKind kind,
            CaseState state,
            String mediator,
            String mediatorName,
            LocalDate receivedOn,
            Instant openedAt,
            String openedBy,
            CaseFile file) {
        static CaseDetails of(MediationCase mediation, String mediatorName) {
            return new CaseDetails(
                    mediation.id,
                    mediation.alertId,
                    mediation.enterpriseId,
                    mediation.areaPath,
                    mediation.kind,
                    mediation.state,
                    mediation.mediator,
                    mediatorName,
                    mediation.receivedOn,
                    mediation.openedAt,
                    mediation.openedBy,
                    mediation.file);
        }
    }
}
