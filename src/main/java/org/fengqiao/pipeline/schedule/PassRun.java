package org.fengqiao.pipeline.schedule;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.fengqiao.pipeline.AssessmentPass.PassSummary;
import org.fengqiao.platform.delivery.Lease;
import org.fengqiao.platform.text.BilingualText;

/** A pass that was due at a time, and what became of it. */
@Entity
@Table(name = "pass_run")
class PassRun {
    /** Why it was due. */
    enum Cause {
        SCHEDULE,
        IMPORT
    }

    @Id
    UUID id;

    @Enumerated(EnumType.STRING)
    PassJob job;

    Instant dueAt;

    @Enumerated(EnumType.STRING)
    Cause cause;

    /** Whether it began so late that it was missed. */
    boolean late;

    @Enumerated(EnumType.STRING)
    RunOutcome outcome;

    String node;
    int attempts;
    Instant startedAt;
    Instant nextAt;
    Instant finishedAt;
    Boolean everybody;
    Long assessed;
    Long changed;
    Long raised;
    Long upgraded;

    @Column(name = "failure_zh")
    String failureZh;

    @Column(name = "failure_en")
    String failureEn;

    protected PassRun() {}

    PassRun(UUID id, PassJob job, Instant dueAt, Cause cause, boolean late) {
        this.id = id;
        this.job = job;
        this.dueAt = dueAt;
        this.cause = cause;
        this.late = late;
    }

    /** Whoever claimed it before has lost it. */
    Lease claim(String by, Instant at, Instant leaseEnd) {
        outcome = RunOutcome.RUNNING;
        node = by;
        attempts++;
        startedAt = at;
        nextAt = leaseEnd;
        return new Lease(id, attempts);
    }

    boolean isOpenAt(Instant at) {
        return nextAt != null && !nextAt.isAfter(at);
    }

    boolean isHeld(Lease lease) {
        return outcome == RunOutcome.RUNNING && lease.isHeld(attempts);
    }

    void renew(Instant leaseEnd) {
        nextAt = leaseEnd;
    }

    /** It goes on later, by whichever node is there. */
    void suspend(Instant until) {
        outcome = RunOutcome.WAITING;
        nextAt = until;
    }

    void fail(BilingualText why, Instant retryAt) {
        outcome = RunOutcome.FAILED;
        failureZh = why.zh();
        failureEn = why.en();
        nextAt = retryAt;
    }

    /** A later run covers what this one would have. */
    void giveUp() {
        nextAt = null;
        if (outcome == RunOutcome.WAITING) outcome = RunOutcome.FAILED;
    }

    void finish(PassSummary summary, Instant at) {
        outcome = RunOutcome.DONE;
        nextAt = null;
        finishedAt = at;
        everybody = summary.everybody();
        assessed = summary.assessed();
        changed = summary.changed();
        raised = summary.raised();
        upgraded = summary.upgraded();
    }

    /** Whether nothing about it needs anybody's attention. */
    boolean isFlawless(Duration slot) {
        return !late && attempts == 1 && Duration.between(startedAt, finishedAt).compareTo(slot) <= 0;
    }
}
