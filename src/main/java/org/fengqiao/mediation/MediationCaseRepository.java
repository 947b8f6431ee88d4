package org.fengqiao.mediation;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.platform.ProblemException;
import org.hibernate.Timeouts;
import org.hibernate.jpa.SpecHints;

/** Mediation cases; public for the hand-over, which works on them too. */
@ApplicationScoped
public class MediationCaseRepository implements PanacheRepositoryBase<MediationCase, UUID> {
    public MediationCase require(UUID id) {
        return findByIdOptional(id).orElseThrow(() -> unknown(id));
    }

    /** Whoever works on a case waits for whoever is working on it. */
    public MediationCase lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).orElseThrow(() -> unknown(id));
    }

    Optional<MediationCase> findByApplicant(UUID alert, String externalRef) {
        return find("alertId = ?1 and externalRef = ?2", alert, externalRef).firstResultOptional();
    }

    /** Locks the next case with a reminder that is due and that no other node is working on. */
    Optional<MediationCase> lockNextToRemind(LocalDate today) {
        return find("remindOn <= ?1", Sort.by("remindOn"), today)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .withHint(SpecHints.HINT_SPEC_LOCK_TIMEOUT, Timeouts.SKIP_LOCKED_MILLI)
                .firstResultOptional();
    }

    private static ProblemException unknown(UUID id) {
        return ProblemException.notFound(
                "mediation-case-unknown",
                "没有编号为 " + id + " 的调解案件。请在 /api/v1/mediation-cases 查找。",
                "There is no mediation case " + id + ". Find it at /api/v1/mediation-cases.");
    }
}
