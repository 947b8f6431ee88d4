package org.fengqiao.mediation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** A case in a list, and what each step returns. */
public record CaseSummary(
        UUID id,
        UUID alertId,
        UUID enterpriseId,
        DisputeKind kind,
        CaseState state,
        String mediator,
        LocalDate receivedOn,
        Instant openedAt) {
    static CaseSummary of(MediationCase mediation) {
        return new CaseSummary(
                mediation.id,
                mediation.alertId,
                mediation.enterpriseId,
                mediation.kind,
                mediation.state,
                mediation.mediator,
                mediation.receivedOn,
                mediation.openedAt);
    }
}
