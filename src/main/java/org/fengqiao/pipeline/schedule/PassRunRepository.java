package org.fengqiao.pipeline.schedule;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class PassRunRepository implements PanacheRepositoryBase<PassRun, UUID> {
    /** Locks the schedule, so that one node at a time looks what is due; null before anybody served. */
    PassScheduleEntry lockSchedule(PassJob job) {
        List<PassScheduleEntry> all = getEntityManager()
                .createQuery("from PassScheduleEntry order by job", PassScheduleEntry.class)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
        return all.stream().filter(entry -> entry.job == job).findFirst().orElse(null);
    }

    Optional<PassScheduleEntry> schedule(PassJob job) {
        return Optional.ofNullable(getEntityManager().find(PassScheduleEntry.class, job));
    }

    void announce(PassJob job, String cron, Instant at) {
        getEntityManager()
                .createNativeQuery(
                        "insert into pass_schedule (job, cron, since) values (?1, ?2, ?3) on conflict do nothing")
                .setParameter(1, job.name())
                .setParameter(2, cron)
                .setParameter(3, at)
                .executeUpdate();
        lockSchedule(job).change(cron, at);
    }

    /** There is at most one. */
    Optional<PassRun> running() {
        return find("outcome", RunOutcome.RUNNING).firstResultOptional();
    }

    Optional<PassRun> latest(PassJob job) {
        return find("job = ?1 order by dueAt desc", job).firstResultOptional();
    }

    /** When the run of any job ended that was under way between two moments, so that nothing else could begin. */
    Optional<Instant> endOfRunUnderWay(Instant from, Instant to) {
        return find("finishedAt > ?1 and startedAt <= ?2 order by finishedAt desc", from, to)
                .firstResultOptional()
                .map(run -> run.finishedAt);
    }

    Optional<Instant> lastImportAt() {
        Object at = getEntityManager()
                .createNativeQuery("select max(finished_at) from import_run", Instant.class)
                .getSingleResult();
        return Optional.ofNullable((Instant) at);
    }
}
