package org.fengqiao.governance;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.content.ReleaseFiles;
import org.fengqiao.policy.content.ReleaseReader;

/**
 * Rules on their way to be published. EDITING → SUBMITTED → APPROVED → PUBLISHED; an approver may reject it with a
 * comment, and nobody who wrote a part of it may approve it. What is submitted can't be changed any more.
 */
@Entity
@Table(name = "draft")
class Draft {
    /** How far a draft is. */
    enum State {
        EDITING("请先提交。", "Submit it first."),
        SUBMITTED("请等待审批，或请审批人退回。", "Wait for the review, or ask the approver to reject it."),
        APPROVED("可以发布，或退回修改。", "It can be published, or rejected."),
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
    UUID id;

    String title;
    String base;
    String baseRelease;
    byte[] files;
    String contentId;

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

    protected Draft() {}

    /** @param from the release that the draft is compared with */
    Draft(UUID id, String title, Release from, SortedMap<String, byte[]> files, String by, Instant at) {
        this.id = id;
        this.title = title;
        base = from.base();
        baseRelease = from.id();
        state = State.EDITING;
        createdBy = by;
        createdAt = at;
        replaceFiles(files);
    }

    SortedMap<String, byte[]> files() {
        return ReleaseFiles.unpack(files);
    }

    /** @throws org.fengqiao.policy.content.InvalidContentException when it can't be read */
    Release release() {
        return ReleaseReader.read(base, files());
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

    /** Back to its authors; also what was approved already, for example because another release went live meanwhile. */
    void reject() {
        if (state != State.APPROVED) requireState(State.SUBMITTED, "退回", "rejected");
        state = State.EDITING;
        submittedBy = null;
        submittedAt = null;
        submittedAgainst = null;
        approvedBy = null;
        approvedAt = null;
    }

    /** @param authors who wrote a part of it, and so may not approve it; nor may whoever submitted it */
    void approve(String by, Instant at, Set<String> authors) {
        requireState(State.SUBMITTED, "审批", "approved");
        if (authors.contains(by) || by.equals(submittedBy)) {
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
