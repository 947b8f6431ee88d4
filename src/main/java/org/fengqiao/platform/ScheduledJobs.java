package org.fengqiao.platform;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Runs the scheduled jobs every ten seconds while this process serves; a slow job does not delay the others. */
@ApplicationScoped
class ScheduledJobs {
    private static final Logger LOG = Logger.getLogger(ScheduledJobs.class);
    /** Soon: a node that is killed again and again would otherwise never come to its first run. */
    private static final int DELAY_SECONDS = 1;

    private static final int INTERVAL_SECONDS = 10;

    private final List<ScheduledJob> jobs;
    private final InstantSource clock;
    private final boolean enabled;
    private ScheduledExecutorService timer;

    ScheduledJobs(
            @All List<ScheduledJob> jobs,
            InstantSource clock,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serving,
            @ConfigProperty(name = "fengqiao.timers", defaultValue = "true") boolean timers) {
        this.jobs = jobs;
        this.clock = clock;
        this.enabled = serving && timers;
    }

    void start(@Observes StartupEvent started) {
        if (!enabled) return;
        timer = WorkerThreads.scheduled("scheduled-jobs", jobs.size());
        for (ScheduledJob job : jobs) {
            timer.scheduleWithFixedDelay(() -> run(job), DELAY_SECONDS, INTERVAL_SECONDS, TimeUnit.SECONDS);
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (timer != null) WorkerThreads.stop(timer);
    }

    private void run(ScheduledJob job) {
        try {
            job.runDue(clock.instant());
        } catch (RuntimeException e) {
            LOG.errorf(e, "The job for %s failed; it runs again in %d seconds", job.name(), INTERVAL_SECONDS);
        }
    }
}
