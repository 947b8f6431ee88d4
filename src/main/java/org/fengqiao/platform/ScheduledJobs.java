package org.fengqiao.platform;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Runs the scheduled jobs every ten seconds while this process serves; a slow job does not delay the others. */
@ApplicationScoped
class ScheduledJobs {
    private static final Logger LOG = Logger.getLogger(ScheduledJobs.class);
    /** Soon: a node that is killed again and again would otherwise never come to its first run. */
    private static final String DELAY = "1s";

    private static final String INTERVAL = "10s";

    private static final int STOP_SECONDS = 8;

    private final List<ScheduledJob> jobs;
    private final SettableClock clock;
    private final boolean enabled;
    /** Jobs share it while they run. */
    private final ReadWriteLock running = new ReentrantReadWriteLock();

    ScheduledJobs(
            @All List<ScheduledJob> jobs,
            SettableClock clock,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serving,
            @ConfigProperty(name = "fengqiao.timers", defaultValue = "true") boolean timers) {
        this.jobs = jobs;
        this.clock = clock;
        this.enabled = serving && timers;
    }

    void start(@Observes StartupEvent started, Scheduler scheduler) {
        if (!enabled) return;
        for (ScheduledJob job : jobs) {
            scheduler
                    .newJob(job.name())
                    .setInterval(INTERVAL)
                    .setDelayed(DELAY)
                    .setConcurrentExecution(Scheduled.ConcurrentExecution.SKIP)
                    .setTask(execution -> run(job))
                    .schedule();
        }
    }

    /** The scheduler does not wait for running jobs, but the database must not be closed before they end. */
    void stop(@Observes ShutdownEvent stopping, Scheduler scheduler) throws InterruptedException {
        if (!enabled) return;
        scheduler.pause();
        if (!running.writeLock().tryLock(STOP_SECONDS, TimeUnit.SECONDS)) LOG.info("Stopped before all jobs had ended");
    }

    private void run(ScheduledJob job) {
        if (clock.isSet() || !running.readLock().tryLock()) return;
        try {
            job.runDue(clock.instant());
        } catch (RuntimeException e) {
            LOG.errorf(e, "The job for %s failed; it runs again in %s", job.name(), INTERVAL);
        } finally {
            running.readLock().unlock();
        }
    }
}
