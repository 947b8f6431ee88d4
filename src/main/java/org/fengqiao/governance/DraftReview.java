package org.fengqiao.governance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.governance.DraftLogEntry.Action;
import org.fengqiao.platform.audit.AuditTrail;
import org.fengqiao.policy.publication.Releases;

/** The steps of a draft towards its publication: submitted, then approved by somebody who wrote none of it. */
@ApplicationScoped
@Transactional
public class DraftReview {
    private final DraftRepository drafts;
    private final DraftLogRepository log;
    private final Releases releases;
    private final AuditTrail audit;
    private final InstantSource clock;

    DraftReview(
            DraftRepository drafts, DraftLogRepository log, Releases releases, AuditTrail audit, InstantSource clock) {
        this.drafts = drafts;
        this.log = log;
        this.releases = releases;
        this.audit = audit;
        this.clock = clock;
    }

    /** Puts a draft before the approvers, as it is and against what is live now. */
    public void submit(UUID id, String by) {
        Draft draft = drafts.getForUpdate(id);
        draft.release();
        draft.submit(by, clock.instant(), releases.liveId());
        record(draft, Action.SUBMITTED, by, draft.contentId);
    }

    /** Returns a draft to its authors. */
    public void reject(UUID id, String by, String comment) {
        Draft draft = drafts.getForUpdate(id);
        draft.reject();
        record(draft, Action.REJECTED, by, comment);
    }

    public void approve(UUID id, String by, String comment) {
        Draft draft = drafts.getForUpdate(id);
        draft.approve(by, clock.instant(), log.authors(id));
        record(draft, Action.APPROVED, by, comment);
    }

    public void discard(UUID id, String by, String comment) {
        Draft draft = drafts.getForUpdate(id);
        draft.discard();
        record(draft, Action.DISCARDED, by, comment);
    }

    /** An approved draft, kept from changing until the transaction ends. */
    Draft requireApproved(UUID id) {
        Draft draft = drafts.getForUpdate(id);
        draft.requireState(Draft.State.APPROVED, "发布", "published");
        return draft;
    }

    Set<String> authors(Draft draft) {
        return log.authors(draft.id);
    }

    /** @param number of the publication */
    void markPublished(Draft draft, int number, String by, String reason) {
        draft.markPublished(number);
        record(draft, Action.PUBLISHED, by, reason);
    }

    private void record(Draft draft, Action action, String by, String comment) {
        log.persist(new DraftLogEntry(draft, by, clock.instant(), action, comment));
        audit.record(by, "draft-" + action.name().toLowerCase(Locale.ROOT), "draft:" + draft.id, comment);
    }
}
