package org.fengqiao.governance.trial;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.governance.trial.TrialStatus.TrialKind;
import org.fengqiao.platform.ProblemException;

@ApplicationScoped
class TrialRepository implements PanacheRepositoryBase<Trial, UUID> {
    /** The latest first. */
    List<Trial> list(UUID draft, int most) {
        return find("draftId = ?1 order by startedAt desc, id", draft)
                .page(0, most)
                .list();
    }

    Trial getForUpdate(UUID draft, UUID id) {
        return find("id = ?1 and draftId = ?2", id, draft)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .orElseThrow(() -> ProblemException.notFound(
                        "trial-unknown",
                        "这份草案没有编号为 " + id + " 的试算。请从试算列表取得编号。",
                        "This draft has no trial " + id + ". Take its id from the list of trials."));
    }

    Optional<Trial> findViewedImpact(UUID draft, String contentId, String liveRelease, Collection<String> people) {
        String query = "from Trial t where t.draftId = ?1 and t.contentId = ?2 and t.liveRelease = ?3 and t.kind = ?4"
                + " and t.report is not null and exists (select 1 from t.viewings v where v.username in ?5)"
                + " order by t.finishedAt desc";
        return find(query, draft, contentId, liveRelease, TrialKind.IMPACT, people)
                .firstResultOptional();
    }

    void saveProgress(UUID id, long assessed) {
        update("assessed = ?1 where id = ?2", assessed, id);
    }
}
