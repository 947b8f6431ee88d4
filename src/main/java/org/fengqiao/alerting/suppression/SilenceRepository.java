package org.fengqiao.alerting.suppression;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.policy.Dimension;

/** Silences, each read and changed one by one in the caller's transaction. */
@ApplicationScoped
public class SilenceRepository implements PanacheRepositoryBase<Silence, UUID> {
    /** More than an area can hold at once, so nothing is cut; a bound all the same. */
    private static final int MAX_IN_FORCE = 10_000;

    public List<Silence> inForce(Dimension dimension, Instant at) {
        return find("dimension = ?1 and beginsAt <= ?2 and endsAt > ?2 order by id", dimension.code(), at)
                .page(0, MAX_IN_FORCE)
                .list();
    }

    Silence findForUpdate(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).orElseThrow(() -> unknown(id));
    }

    static ProblemException unknown(UUID id) {
        return ProblemException.notFound(
                "silence-unknown", "没有这条静默：" + id, "There is no silence " + id + ". List them at /api/v1/silences.");
    }

    /** Those whose author has to be reminded; another node skips what this one holds. */
    @SuppressWarnings("unchecked")
    List<Silence> claimReminders(Instant at, int limit) {
        return getEntityManager()
                .createNativeQuery(
                        "select * from silence where remind_at <= :at and ends_at > :at and reminded_at is null"
                                + " order by id limit :limit for update skip locked",
                        Silence.class)
                .setParameter("at", at)
                .setParameter("limit", limit)
                .getResultList();
    }

    /** What the silence suppressed ends with it; {@link SuppressionExpiry} notifies of what is still open. */
    void endSuppressions(UUID silence, Instant at) {
        getEntityManager()
                .createNativeQuery(
                        "update alert_suppression set until = :at where silence_id = :id and ended_at is null")
                .setParameter("at", at)
                .setParameter("id", silence)
                .executeUpdate();
    }

    int countSuppressed(UUID silence) {
        return ((Number) getEntityManager()
                        .createNativeQuery("select count(*) from alert_suppression where silence_id = :id")
                        .setParameter("id", silence)
                        .getSingleResult())
                .intValue();
    }
}
