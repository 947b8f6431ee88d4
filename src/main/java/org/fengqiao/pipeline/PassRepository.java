package org.fengqiao.pipeline;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class PassRepository implements PanacheRepositoryBase<Pass, UUID> {
    /** There is at most one. */
    Optional<Pass> unfinished() {
        return find("finishedAt is null").firstResultOptional();
    }

    Optional<Pass> lastOverEverybody() {
        return find("everybody order by startedAt desc").firstResultOptional();
    }

    boolean hasFinishedAfter(Instant at) {
        return count("finishedAt is not null and cursorId is not null and at > ?1", at) > 0;
    }
}
