package org.fengqiao.pipeline.schedule;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a pass is due, as all nodes go by it. */
@Entity
@Table(name = "pass_schedule")
class PassScheduleEntry {
    @Id
    @Enumerated(EnumType.STRING)
    PassJob job;

    String cron;
    Instant since;

    protected PassScheduleEntry() {}

    PassScheduleEntry(PassJob job, String cron, Instant since) {
        this.job = job;
        this.cron = cron;
        this.since = since;
    }

    /** Earlier times of a new expression were never due. */
    void change(String newCron, Instant at) {
        if (cron.equals(newCron)) return;
        cron = newCron;
        since = at;
    }

    CronTimes times() {
        return CronTimes.parse(cron, job.name());
    }

    /** The latest time by then at which it was due. */
    Optional<Instant> dueAt(Instant at) {
        return times().latest(at).filter(due -> due.isAfter(since));
    }

    Optional<Instant> nextAfter(Instant at) {
        return times().next(at.isBefore(since) ? since : at);
    }

    /** How long a run may take: until the next one is due, at most {@code longest}. */
    Duration slot(Instant startedAt, Duration longest) {
        return times().interval(startedAt)
                .filter(interval -> interval.compareTo(longest) < 0)
                .orElse(longest);
    }
}
