package org.fengqiao.policy.publication;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class PublicationRepository implements PanacheRepositoryBase<PublicationEntry, Integer> {
    /** Lets nobody else add a record before the transaction ends. */
    void lock() {
        getEntityManager()
                .createNativeQuery("select count(*) from pg_advisory_xact_lock(hashtext('fengqiao publication'))")
                .getSingleResult();
    }

    PublicationEntry findLast() {
        return find("order by number desc").firstResult();
    }

    List<Publication> listInOrder() {
        return list("order by number").stream().map(PublicationEntry::toRecord).toList();
    }
}
