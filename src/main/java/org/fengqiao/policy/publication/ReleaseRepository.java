package org.fengqiao.policy.publication;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

@ApplicationScoped
class ReleaseRepository implements PanacheRepositoryBase<StoredRelease, String> {
    /** The archive of its files alone, so that verifying many does not hold them all. */
    Optional<byte[]> findFiles(String id) {
        return find("select files from StoredRelease where id = ?1", id)
                .project(byte[].class)
                .firstResultOptional();
    }
}
