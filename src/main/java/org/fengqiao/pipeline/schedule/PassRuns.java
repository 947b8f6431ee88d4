package org.fengqiao.pipeline.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.fengqiao.pipeline.AssessmentPass.PassSummary;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.delivery.Backoff;
import org.fengqiao.platform.delivery.Lease;
import org.fengqiao.platform.text.BilingualText;

/** Which runs are due, and who makes them: each is claimed by one node, and taken up again when that node has died. */
@ApplicationScoped
@Transactional
class PassRuns {
    private static final Backoff RETRY = new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(10), 0);
    private static final Duration SOON = Duration.ofSeconds(30);

    private final PassRunRepository runs;
    private final ScheduleAlarms alarms;
    private final ScheduleSettings settings;
    private final Ids ids;

    PassRuns(PassRunRepository runs, ScheduleAlarms alarms, ScheduleSettings settings, Ids ids) {
        this.runs = runs;
        this.alarms = alarms;
        this.settings = settings;
        this.ids = ids;
    }

    private record Due(Instant at, PassRun.Cause cause) {}

    void announce(Instant at) {
        for (PassJob job : PassJob.values()) {
            String cron = settings.cron(job);
            CronTimes.parse(cron, "FENGQIAO_PASS_" + job.name());
            runs.announce(job, cron, at);
        }
    }

    /** Claims the run of a job that is due, if there is one and no other is under way. */
    Optional<Lease> claim(PassJob job, String node, Instant at) {
        PassScheduleEntry schedule = runs.lockSchedule(job);
        if (schedule == null) return Optional.empty();
        Optional<PassRun> running = runs.running();
        if (running.isPresent()) {
            return running.filter(run -> run.job == job && run.isOpenAt(at)).map(lapsed -> {
                alarms.raiseBrokenOff(lapsed, at);
                return claim(lapsed, node, at);
            });
        }
        Optional<PassRun> latest = runs.latest(job);
        Optional<Due> due =
                due(schedule, at).filter(next -> latest.isEmpty() || next.at().isAfter(latest.get().dueAt));
        if (due.isEmpty()) return latest.filter(run -> run.isOpenAt(at)).map(run -> claim(run, node, at));
        latest.ifPresent(PassRun::giveUp);
        Optional<Instant> missed = missed(schedule, latest, at);
        missed.ifPresent(time -> alarms.raiseMissed(job, time, at));
        PassRun run = new PassRun(ids.next(), job, due.get().at(), due.get().cause(), missed.isPresent());
        Lease lease = claim(run, node, at);
        runs.persist(run);
        return Optional.of(lease);
    }

    private Lease claim(PassRun run, String node, Instant at) {
        return run.claim(node, at, at.plus(settings.lease()));
    }

    private Optional<Due> due(PassScheduleEntry schedule, Instant at) {
        Optional<Due> scheduled = schedule.dueAt(at).map(time -> new Due(time, PassRun.Cause.SCHEDULE));
        if (schedule.job != PassJob.CHANGES) return scheduled;
        Optional<Due> imported = runs.lastImportAt()
                .filter(time -> time.isAfter(schedule.since))
                .map(time -> new Due(time, PassRun.Cause.IMPORT));
        if (scheduled.isEmpty() || imported.isEmpty()) return scheduled.or(() -> imported);
        return imported.get().at().isAfter(scheduled.get().at()) ? imported : scheduled;
    }

    /** The first time since the latest run at which it should have run, if nobody did although nothing was in the way. */
    private Optional<Instant> missed(PassScheduleEntry schedule, Optional<PassRun> latest, Instant at) {
        Instant from = latest.map(run -> run.dueAt)
                .filter(time -> time.isAfter(schedule.since))
                .orElse(schedule.since);
        return schedule.nextAfter(from).filter(time -> {
            Instant free =
                    runs.endOfRunUnderWay(time, time.plus(settings.grace())).orElse(time);
            return free.plus(settings.grace()).isBefore(at);
        });
    }

    /** Whether the run is still ours; if so, for longer. */
    boolean renew(Lease lease, Instant at) {
        Optional<PassRun> held = held(lease);
        held.ifPresent(run -> {
            run.renew(at.plus(settings.lease()));
            if (Duration.between(run.startedAt, at).compareTo(slot(run)) > 0) alarms.raiseOverrun(run, at);
        });
        return held.isPresent();
    }

    void finish(Lease lease, PassSummary summary, Instant at) {
        held(lease).ifPresent(run -> {
            run.finish(summary, at);
            Duration slot = slot(run);
            if (Duration.between(run.startedAt, at).compareTo(slot) > 0) alarms.raiseOverrun(run, at);
            if (run.isFlawless(slot)) alarms.clear(run.job, at);
        });
    }

    void fail(Lease lease, BilingualText why, Instant at) {
        held(lease).ifPresent(run -> {
            run.fail(why, at.plus(RETRY.after(run.attempts)));
            alarms.raiseFailed(run, why, at);
        });
    }

    /** Another pass is under way, so it has to wait. */
    void postpone(Lease lease, Instant at) {
        held(lease).ifPresent(run -> run.suspend(at.plus(SOON)));
    }

    /** This node stops; the next may go on at once. */
    void release(Lease lease, Instant at) {
        held(lease).ifPresent(run -> run.suspend(at));
    }

    private Duration slot(PassRun run) {
        return runs.schedule(run.job).orElseThrow().slot(run.startedAt, settings.longest());
    }

    private Optional<PassRun> held(Lease lease) {
        return runs.findByIdOptional(lease.id()).filter(run -> run.isHeld(lease));
    }
}
