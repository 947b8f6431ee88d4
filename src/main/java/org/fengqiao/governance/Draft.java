package org.fengqiao.governance;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.policy.content.ReleaseFiles;

/**
 * Rules on their way to be published. EDITING → SUBMITTED → APPROVED → PUBLISHED; whoever reviews may give it back with a
 * comment; nobody who wrote a part of it may approve it. What is submitted can't be changed any more.
 */
@Entity
@Table(name = "draft")
public class Draft extends PanacheEntityBase {
    /** How far a draft is. */
    enum State {
        EDITING("请先提交。", "Submit it first."),
        SUBMITTED("请等待审批，或请审批人退回。", "Wait for the review, or ask the approver to give it back."),
        APPROVED("可以发布，或退回修改。", "It can be published, or given back."),
        PUBLISHED("已发布的内容不再改变，请另建草案。", "What is published never changes; start another draft."),
        DISCARDED("请另建草案。", "Start another draft.");

        private final String nextZh;
        private final String nextEn;

        State(String nextZh, String nextEn) {
            this.nextZh = nextZh;
            this.nextEn = nextEn;
        }
    }

    @Id
    public UUID id;

    String title;
    public String base;
    String baseRelease;
    byte[] files;
    public String contentId;

    @Enumerated(EnumType.STRING)
    State state;

    String createdBy;
    Instant createdAt;
    String submittedBy;
    Instant submittedAt;
    String submittedAgainst;
    String approvedBy;
    Instant approvedAt;
    Integer publication;

    /** Whoever changes it waits for whoever is changing it. */
    static Draft findForUpdate(UUID id) {
        Draft draft = findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (draft == null) throw unknown(id);
        return draft;
    }

    public static Draft get(UUID id) {
        Draft draft = findById(id);
        if (draft == null) throw unknown(id);
        return draft;
    }

    private static ProblemException unknown(UUID id) {
        return ProblemException.notFound(
                "draft-unknown",
                "没有编号为 " + id + " 的规则草案。请在 /api/v1/rules/drafts 查找。",
                "There is no draft " + id + ". Find it at /api/v1/rules/drafts.");
    }

    public SortedMap<String, byte[]> files() {
        return ReleaseFiles.unpack(files);
    }

    void replaceFiles(SortedMap<String, byte[]> changed) {
        requireState(State.EDITING, "修改", "changed");
        files = ReleaseFiles.pack(changed);
        contentId = ReleaseFiles.hash(changed);
    }

    void submit(String by, Instant at, String against) {
        requireState(State.EDITING, "提交", "submitted");
        state = State.SUBMITTED;
        submittedBy = by;
        submittedAt = at;
        submittedAgainst = against;
    }

    /** Also what was approved already, for example because another release went live meanwhile. */
    void giveBack() {
        if (state != State.APPROVED) requireState(State.SUBMITTED, "退回", "given back");
        state = State.EDITING;
        submittedBy = null;
        submittedAt = null;
        submittedAgainst = null;
        approvedBy = null;
        approvedAt = null;
    }

    void approve(String by, Instant at, Set<String> authors) {
        requireState(State.SUBMITTED, "审批", "approved");
        if (authors.contains(by)) {
            throw ProblemException.forbidden(
                    "own-draft",
                    "您参与了这份草案的编写，不能由您审批；请交给另一位审批人",
                    "You wrote a part of this draft, so you can't approve it; ask another approver");
        }
        state = State.APPROVED;
        approvedBy = by;
        approvedAt = at;
    }

    void markPublished(int number) {
        requireState(State.APPROVED, "发布", "published");
        state = State.PUBLISHED;
        publication = number;
    }

    void discard() {
        if (state == State.PUBLISHED || state == State.DISCARDED) {
            requireState(State.EDITING, "废弃", "discarded");
        }
        state = State.DISCARDED;
    }

    void requireState(State wanted, String zh, String en) {
        if (state == wanted) return;
        throw new ProblemException(
                ErrorKind.WRONG_STATE,
                "draft-state",
                "草案现为" + state + "，不能" + zh + "；" + zh + "须在" + wanted + "时进行。" + state.nextZh,
                "The draft is " + state + " and can't be " + en + "; that needs " + wanted + ". " + state.nextEn);
    }
}
