package org.fengqiao.mediation;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

@ApplicationScoped
class MediatorRepository implements PanacheRepositoryBase<Mediator, String> {
    private static final int LIMIT = 500;

    /** A mediator with the cases in hand. */
    private record Workload(Mediator mediator, long openCases, Instant lastCaseAt) {
        MediatorChoice.Candidate candidate() {
            return new MediatorChoice.Candidate(
                    mediator.username,
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
                        select m, count(case when c.state in (OPENED, MEDIATING, AGREED) then 1 end), max(c.openedAt)
                        from Mediator m left join MediationCase c on c.mediator = m.username
                        where :area like m.areaPath || '%' group by m""", Workload.class)
                .setParameter("area", areaPath)
                .getResultStream()
                .map(Workload::candidate)
                .toList();
    }
}
