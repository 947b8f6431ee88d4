package org.fengqiao.alerting;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.policy.Dimension;

/** Alerts that are changed one by one; a pass writes them with {@link AlertRows}. */
@ApplicationScoped
public class AlertRepository implements PanacheRepositoryBase<Alert, UUID> {
    private static final String CLAIM_SILENT = """
            select * from alert where state = 'ACKNOWLEDGED' and (remind_at is null or remind_at <= ?1)
            order by remind_at nulls first limit ?2 for update skip locked""";

    /** Locks an alert: whoever works on it waits for whoever is working on it. */
    public Alert lock(UUID id) {
        return required(findById(id, LockModeType.PESSIMISTIC_WRITE), id);
    }

    public Alert get(UUID id) {
        return required(findById(id), id);
    }

    /** The open alert of an enterprise in a dimension; there is at most one. Its id, so that plain SQL may still change it. */
    public Optional<UUID> findOpen(UUID enterprise, Dimension dimension) {
        return find(
                        "select id from Alert where enterpriseId = ?1 and dimension = ?2 and closedAt is null",
                        enterprise,
                        dimension.code())
                .project(UUID.class)
                .firstResultOptional();
    }

    /** By their ids, with one query. */
    public Map<UUID, Alert> get(Collection<UUID> ids) {
        return list("id in ?1", ids).stream().collect(Collectors.toMap(Alert::id, alert -> alert));
    }

    private static Alert required(Alert alert, UUID id) {
        if (alert != null) return alert;
        throw ProblemException.notFound(
                "alert-unknown",
                "没有编号为 " + id + " 的预警。请在 /api/v1/alerts 查找。",
                "There is no alert " + id + ". Find it at /api/v1/alerts.");
    }

    /** Locks acknowledged alerts whose owner is to be reminded by then, without those somebody is working on. */
    @SuppressWarnings("unchecked")
    public List<Alert> claimSilent(Instant at, int limit) {
        return getEntityManager()
                .createNativeQuery(CLAIM_SILENT, Alert.class)
                .setParameter(1, at)
                .setParameter(2, limit)
                .getResultList();
    }

    /** Locks the open alerts that somebody owns, at most {@code limit}, in the order of their ids. */
    public List<Alert> lockOwnedBy(String username, UUID after, int limit) {
        return find("ownerUsername = ?1 and closedAt is null and id > ?2 order by id", username, after)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .page(0, limit)
                .list();
    }
}
