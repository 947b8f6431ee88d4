package org.fengqiao.mediation.handover;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.mediation.handover.LitigationPackage.ReceiptState;
import org.fengqiao.platform.ProblemException;
import org.hibernate.Timeouts;
import org.hibernate.jpa.SpecHints;

/** Packages as they were handed over. Whoever locks both locks the package before its case. */
@ApplicationScoped
class PackageRepository implements PanacheRepositoryBase<StoredPackage, UUID> {
    Optional<StoredPackage> latest(UUID caseId) {
        return find("caseId", Sort.descending("revision"), caseId).firstResultOptional();
    }

    StoredPackage requireLatest(UUID caseId) {
        return latest(caseId).orElseThrow(() -> missing(caseId));
    }

    StoredPackage lockLatest(UUID caseId) {
        return find("caseId", Sort.descending("revision"), caseId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .<StoredPackage>firstResultOptional()
                .orElseThrow(() -> missing(caseId));
    }

    StoredPackage lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).orElseThrow();
    }

    /** Locks the next package that is due and that no other node is claiming. */
    Optional<StoredPackage> lockNextDue(Instant at) {
        return find("state = ?1 and nextAt <= ?2", Sort.by("nextAt"), ReceiptState.NEW, at)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .withHint(SpecHints.HINT_SPEC_LOCK_TIMEOUT, Timeouts.SKIP_LOCKED_MILLI)
                .firstResultOptional();
    }

    private static ProblemException missing(UUID caseId) {
        return ProblemException.notFound(
                "package-missing",
                "案件 " + caseId + " 尚未移送。请先 POST /api/v1/mediation-cases/" + caseId + "/handover。",
                "Case " + caseId + " was not handed over yet. POST /api/v1/mediation-cases/" + caseId
                        + "/handover first.");
    }
}
