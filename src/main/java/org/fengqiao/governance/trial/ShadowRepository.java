package org.fengqiao.governance.trial;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class ShadowRepository implements PanacheRepositoryBase<Shadow, UUID> {
    /** The id alone, for every node asks every other second. */
    Optional<UUID> findActiveId(Instant now) {
        return find("select id from Shadow where stoppedAt is null and endsAt > ?1", now)
                .project(UUID.class)
                .firstResultOptional();
    }

    Optional<Shadow> findLatest(UUID draft) {
        return find("draftId = ?1 order by startedAt desc", draft).firstResultOptional();
    }

    /** Stops that of a draft, and any that has come to its end; answers how many. */
    int stop(UUID draft, Instant now) {
        return update("stoppedAt = ?1 where stoppedAt is null and (endsAt <= ?1 or draftId = ?2)", now, draft);
    }

    void stopEnded(Instant now) {
        update("stoppedAt = ?1 where stoppedAt is null and endsAt <= ?1", now);
    }

    void addDropped(UUID shadow, int assessments) {
        update("dropped = dropped + ?1 where id = ?2", assessments, shadow);
    }

    void addFailed(UUID shadow, int assessments, String why) {
        update("failed = failed + ?1, lastFailure = ?2 where id = ?3", assessments, why, shadow);
    }
}
