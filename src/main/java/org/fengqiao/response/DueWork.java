package org.fengqiao.response;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Looks twice a minute what time has made due, while serving: tasks, clocks, silence, absences. */
@ApplicationScoped
class DueWork {
    private static final Logger LOG = Logger.getLogger(DueWork.class);

    private final Map<String, Consumer<Instant>> works = new LinkedHashMap<>();
    private final InstantSource clock;
    private final boolean serving;
    private ScheduledExecutorService watch;

    DueWork(
            EnterpriseTasks tasks,
            HandOvers handOvers,
            Escalation escalation,
            SilentAlerts silent,
            InstantSource clock,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serving,
            @ConfigProperty(name = "fengqiao.timers", defaultValue = "true") boolean timers) {
        works.put("tasks of enterprises", tasks::runDue);
        works.put("absences", handOvers::runDue);
        works.put("missed clocks", escalation::runDue);
        works.put("silent alerts", silent::runDue);
        this.clock = clock;
        this.serving = serving && timers;
    }

    void start(@Observes StartupEvent started) {
        if (!serving) return;
        watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "due-work");
            thread.setDaemon(true);
            return thread;
        });
        watch.scheduleWithFixedDelay(this::look, 30, 30, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (watch != null) watch.shutdownNow();
    }

    /** One that fails keeps none of the others from its turn. */
    private void look() {
        works.forEach((name, work) -> {
            try {
                work.accept(clock.instant());
            } catch (RuntimeException e) {
                LOG.errorf(e, "The %s could not be looked at; tried again in half a minute", name);
            }
        });
    }
}
