package org.fengqiao.mediation.mediator;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

@ApplicationScoped
class MediatorRepository implements PanacheRepositoryBase<Mediator, String> {
    private static final int LIMIT = 500;

    /** A mediator with the cases in hand; somebody without an account here has no name but the one they sign in with. */
    private record Workload(Mediator mediator, String name, long openCases, Instant lastCaseAt) {
        MediatorChoice.Candidate candidate() {
            return new MediatorChoice.Candidate(
                    mediator.username,
                    name == null ? mediator.username : name,
                    mediator.kinds(),
                    mediator.conflictsWith(),
                    (int) openCases,
                    mediator.maxOpenCases,
                    lastCaseAt);
        }
    }

    List<Mediator> within(String areaPath) {
        return find("areaPath like ?1", Sort.by("username"), areaPath + "%")
                .page(0, LIMIT)
                .list();
    }

    /** The mediators whose area a case lies in. */
    List<MediatorChoice.Candidate> candidates(String areaPath) {
        return getEntityManager()
                .createQuery("""
                        select m, a.displayName, count(case when c.state in (OPENED, MEDIATING, AGREED) then 1 end), max(c.openedAt)
                        from Mediator m left join MediationCase c on c.mediator = m.username
                        left join Account a on a.username = m.username
                        where :area like m.areaPath || '%' group by m, a.displayName""", Workload.class)
                .setParameter("area", areaPath)
                .getResultStream()
                .map(Workload::candidate)
                .toList();
    }
}
