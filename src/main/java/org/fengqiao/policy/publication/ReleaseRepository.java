package org.fengqiao.policy.publication;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class ReleaseRepository implements PanacheRepositoryBase<StoredRelease, String> {}
