package org.fengqiao.pipeline;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** The record of a pass, by which an interrupted one is resumed. */
@Entity
@Table(name = "pass")
class Pass {
    private static final UUID BEFORE_FIRST = new UUID(0, 0);

    @Id
    UUID id;

    /** The instant as of which it assesses. */
    Instant at;

    String releaseId;
    boolean everybody;
    /** Whether it ended without covering all that it should have. */
    boolean abandoned;

    long epoch;
    UUID cursorId;
    long assessed;
    long changed;
    long raised;
    long upgraded;
    Instant startedAt;
    Instant finishedAt;

    protected Pass() {}

    /** @param epoch 0 for a pass as of the past, which does not see later news, so that they stay queued */
    Pass(UUID id, Instant at, String releaseId, boolean everybody, long epoch, Instant startedAt) {
        this.id = id;
        this.at = at;
        this.releaseId = releaseId;
        this.everybody = everybody;
        this.epoch = epoch;
        this.startedAt = startedAt;
    }

    PassProgress progress(boolean resumed) {
        UUID cursor = Objects.requireNonNullElse(cursorId, BEFORE_FIRST);
        return new PassProgress(id, at, everybody, epoch, cursor, assessed, changed, raised, upgraded, resumed);
    }

    /** Whether it uses the same rules and an instant within these bounds, so that it can be resumed. */
    boolean isResumable(String release, Instant from, Instant to) {
        return releaseId.equals(release) && !at.isBefore(from) && !at.isAfter(to);
    }

    /** Whether all was assessed by these rules, with all that was known. */
    boolean isComplete(String release) {
        return releaseId.equals(release) && finishedAt != null && epoch > 0;
    }

    void record(PassProgress progress) {
        cursorId = progress.cursor();
        assessed = progress.assessed();
        changed = progress.changed();
        raised = progress.raised();
        upgraded = progress.upgraded();
    }

    void abandon(Instant now) {
        everybody = false;
        abandoned = true;
        finish(now);
    }

    void finish(Instant now) {
        finishedAt = now;
    }
}
