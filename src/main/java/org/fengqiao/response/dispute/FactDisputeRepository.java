package org.fengqiao.response.dispute;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.platform.ProblemException;

@ApplicationScoped
class FactDisputeRepository implements PanacheRepositoryBase<FactDispute, UUID> {
    private static final String CLAIM_MISSED = """
            select * from fact_dispute where state = 'OPEN' and due_at <= ?1 and missed_at is null
            order by due_at limit ?2 for update skip locked""";

    private static final String CLAIM_OPEN = """
            select * from fact_dispute where state = 'OPEN' and id in (?1) order by id for update skip locked""";

    FactDispute lock(UUID id) {
        FactDispute found = findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (found != null) return found;
        throw unknown(id);
    }

    static ProblemException unknown(UUID id) {
        return ProblemException.notFound(
                "dispute-unknown",
                "没有编号为 " + id + " 的事实核实。请在 /api/v1/fact-disputes 查找。",
                "There is no doubt about a fact with the id " + id + ". Find it at /api/v1/fact-disputes.");
    }

    Optional<FactDispute> openOf(UUID observation) {
        return find("observationKey = ?1 and state = ?2", observation, DisputeState.OPEN)
                .firstResultOptional();
    }

    /** Locks those that were due by then, without those somebody is answering. */
    @SuppressWarnings("unchecked")
    List<FactDispute> claimMissed(Instant at, int limit) {
        return getEntityManager()
                .createNativeQuery(CLAIM_MISSED, FactDispute.class)
                .setParameter(1, at)
                .setParameter(2, limit)
                .getResultList();
    }

    /** The open ones, the oldest first, without locking them. */
    List<FactDispute> open(int limit) {
        return find("state = ?1 order by id", DisputeState.OPEN).page(0, limit).list();
    }

    /** Locks those that are still open, without those somebody is answering. */
    @SuppressWarnings("unchecked")
    List<FactDispute> claimOpen(Collection<UUID> ids) {
        if (ids.isEmpty()) return List.of();
        return getEntityManager()
                .createNativeQuery(CLAIM_OPEN, FactDispute.class)
                .setParameter(1, ids)
                .getResultList();
    }
}
