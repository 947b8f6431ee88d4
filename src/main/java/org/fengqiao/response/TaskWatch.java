package org.fengqiao.response;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Looks twice a minute which tasks of enterprises ran out, while serving. */
@ApplicationScoped
class TaskWatch {
    private static final Logger LOG = Logger.getLogger(TaskWatch.class);

    private final EnterpriseTasks tasks;
    private final InstantSource clock;
    private final boolean serving;
    private ScheduledExecutorService watch;

    TaskWatch(
            EnterpriseTasks tasks,
            InstantSource clock,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serving,
            @ConfigProperty(name = "fengqiao.timers", defaultValue = "true") boolean timers) {
        this.tasks = tasks;
        this.clock = clock;
        this.serving = serving && timers;
    }

    void start(@Observes StartupEvent started) {
        if (!serving) return;
        watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "enterprise-tasks");
            thread.setDaemon(true);
            return thread;
        });
        watch.scheduleWithFixedDelay(this::look, 30, 30, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (watch != null) watch.shutdownNow();
    }

    private void look() {
        try {
            tasks.runDue(clock.instant());
        } catch (RuntimeException e) {
            LOG.error("The tasks of enterprises could not be looked at; tried again in half a minute", e);
        }
    }
}
