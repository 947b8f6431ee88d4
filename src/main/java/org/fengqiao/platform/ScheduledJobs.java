package org.fengqiao.platform;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Does every ten seconds what time has made due, while serving; a slow work keeps none of the others from its turn. */
@ApplicationScoped
class ScheduledJobs {
    private static final Logger LOG = Logger.getLogger(ScheduledJobs.class);
    private static final int FIRST_SECONDS = 1;
    private static final int EVERY_SECONDS = 10;

    private final List<ScheduledJob> works;
    private final InstantSource clock;
    private final boolean serving;
    private ScheduledExecutorService timer;

    ScheduledJobs(
            @All List<ScheduledJob> works,
            InstantSource clock,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serving,
            @ConfigProperty(name = "fengqiao.timers", defaultValue = "true") boolean timers) {
        this.works = works;
        this.clock = clock;
        this.serving = serving && timers;
    }

    void start(@Observes StartupEvent started) {
        if (!serving) return;
        timer = Executors.newScheduledThreadPool(works.size(), task -> {
            Thread thread = new Thread(task, "due-work");
            thread.setDaemon(true);
            return thread;
        });
        for (ScheduledJob work : works) {
            // Soon: a node that is killed again and again would otherwise never come to its first turn.
            timer.scheduleWithFixedDelay(() -> run(work), FIRST_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (timer != null) timer.shutdownNow();
    }

    private void run(ScheduledJob work) {
        try {
            work.runDue(clock.instant());
        } catch (RuntimeException e) {
            LOG.errorf(e, "The %s could not be looked at; tried again in %d seconds", work.name(), EVERY_SECONDS);
        }
    }
}
