package org.fengqiao.registry.post;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class AbsenceRepository implements PanacheRepositoryBase<Absence, UUID> {
    /** Locks the absences of somebody until the transaction ends; otherwise a request sent twice would insert twice. */
    void lock(String username) {
        String sql =
                "select 1 from pg_advisory_xact_lock(hashtextextended('absence of ' || cast(:username as text), 0))";
        getEntityManager()
                .createNativeQuery(sql, Integer.class)
                .setParameter("username", username)
                .getSingleResult();
    }

    Optional<Absence> find(String username, Instant awayFrom) {
        return find("username = ?1 and awayFrom = ?2", username, awayFrom).firstResultOptional();
    }
}
