package org.fengqiao.notification;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

@ApplicationScoped
@Transactional
class PreferencesRepository implements PanacheRepositoryBase<Preferences, String> {
    Preferences of(String username) {
        return findByIdOptional(username).orElseGet(() -> Preferences.defaults(username));
    }

    /** Replaces what the person set before. */
    void put(Preferences preferences) {
        getEntityManager().merge(preferences);
    }
}
