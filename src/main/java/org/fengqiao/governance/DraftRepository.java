package org.fengqiao.governance;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.governance.Draft.State;
import org.fengqiao.platform.ProblemException;

@ApplicationScoped
class DraftRepository implements PanacheRepositoryBase<Draft, UUID> {
    private static final Set<State> OPEN = Set.of(State.EDITING, State.SUBMITTED, State.APPROVED);

    Draft get(UUID id) {
        return findByIdOptional(id).orElseThrow(() -> unknown(id));
    }

    /** Keeps others from changing it until the transaction ends. */
    Draft getForUpdate(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).orElseThrow(() -> unknown(id));
    }

    /** The latest first. */
    List<Draft> list(boolean all, int most) {
        String order = "order by createdAt desc, id";
        var found = all ? find(order) : find("state in ?1 " + order, OPEN);
        return found.page(0, most).list();
    }

    private static ProblemException unknown(UUID id) {
        return ProblemException.notFound(
                "draft-unknown",
                "没有编号为 " + id + " 的规则草案。请在 /api/v1/rules/drafts 查找。",
                "There is no draft " + id + ". Find it at /api/v1/rules/drafts.");
    }
}
