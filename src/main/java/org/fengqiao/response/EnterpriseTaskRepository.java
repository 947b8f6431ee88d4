package org.fengqiao.response;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class EnterpriseTaskRepository implements PanacheRepositoryBase<EnterpriseTask, EnterpriseTask.Key> {
    /** Alerts are locked before their tasks, here as everywhere. */
    private static final String CLAIM_MISSED = """
            select t.* from enterprise_task t join alert a on a.id = t.alert_id
            where t.due_at <= ?1 and t.done_at is null and t.missed_at is null and t.withdrawn_at is null
            order by t.due_at limit ?2 for update of a skip locked""";

    Optional<EnterpriseTask> latestOf(UUID alert) {
        return find("alertId = ?1 order by requestedAt desc", alert).firstResultOptional();
    }

    /** Locks the alerts of tasks that were due by then, without those somebody is working on. */
    @SuppressWarnings("unchecked")
    List<EnterpriseTask> claimMissed(Instant at, int limit) {
        return getEntityManager()
                .createNativeQuery(CLAIM_MISSED, EnterpriseTask.class)
                .setParameter(1, at)
                .setParameter(2, limit)
                .getResultList();
    }

    /** The alert is closed, so it asks nothing any longer. */
    void withdraw(UUID alert, Instant at) {
        update("withdrawnAt = ?1 where alertId = ?2 and doneAt is null and withdrawnAt is null", at, alert);
    }
}
