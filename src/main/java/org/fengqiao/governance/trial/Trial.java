package org.fengqiao.governance.trial;

import jakarta.persistence.Basic;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.governance.trial.TrialStatus.TrialKind;

/** A draft compared with the live release: started, then finished with a report or failed. */
@Entity
@Table(name = "trial")
class Trial {
    private static final Duration LONGEST = Duration.ofMinutes(30);

    /** Somebody who looked at the report. */
    @Embeddable
    record Viewing(String username, Instant viewedAt) {}

    @Id
    UUID id;

    UUID draftId;
    String contentId;
    String liveRelease;

    @Enumerated(EnumType.STRING)
    TrialKind kind;

    String settings;
    String startedBy;
    Instant startedAt;
    long assessed;
    Instant finishedAt;
    String failure;

    @Basic(fetch = FetchType.LAZY)
    String report;

    @ElementCollection
    @CollectionTable(name = "trial_view", joinColumns = @JoinColumn(name = "trial_id"))
    @OrderBy("viewedAt")
    Set<Viewing> viewings = new LinkedHashSet<>();

    protected Trial() {}

    /** @param settings as JSON */
    Trial(
            UUID id,
            UUID draft,
            String contentId,
            String liveRelease,
            TrialKind kind,
            String settings,
            String by,
            Instant at) {
        this.id = id;
        draftId = draft;
        this.contentId = contentId;
        this.liveRelease = liveRelease;
        this.kind = kind;
        this.settings = settings;
        startedBy = by;
        startedAt = at;
    }

    void finish(String json, Instant at) {
        report = json;
        finishedAt = at;
    }

    void fail(String why, Instant at) {
        failure = why;
        finishedAt = at;
    }

    boolean hasReport() {
        return finishedAt != null && failure == null;
    }

    /** Remembers that somebody looked at it, once there is something to see. */
    void view(String viewer, Instant at) {
        if (hasReport() && !viewers().contains(viewer)) viewings.add(new Viewing(viewer, at));
    }

    List<String> viewers() {
        return viewings.stream().map(Viewing::username).toList();
    }

    /** The process that ran it has ended; nothing was written but this row. */
    private boolean isLost(Instant now) {
        return finishedAt == null && startedAt.plus(LONGEST).isBefore(now);
    }

    Instant finishedAt(Instant now) {
        return isLost(now) ? startedAt.plus(LONGEST) : finishedAt;
    }

    String failure(Instant now) {
        return isLost(now) ? "中断，请重新运行 / interrupted, run it again" : failure;
    }
}
