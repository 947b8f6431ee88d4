package org.fengqiao.alerting.tier;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Tiers set by hand; whoever changes one has locked its alert. */
@ApplicationScoped
public class TierOverrideRepository implements PanacheRepositoryBase<TierOverride, UUID> {
    public Optional<TierOverride> proposedFor(UUID alert) {
        return of(alert, TierOverride.State.PROPOSED);
    }

    public Optional<TierOverride> inForceFor(UUID alert) {
        return of(alert, TierOverride.State.IN_FORCE);
    }

    private Optional<TierOverride> of(UUID alert, TierOverride.State state) {
        return find("alertId = ?1 and state = ?2", alert, state).firstResultOptional();
    }
}
