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

/** Does every ten seconds what time has made due, while serving. */
@ApplicationScoped
class DueWork {
    private static final Logger LOG = Logger.getLogger(DueWork.class);
    private static final int EVERY_SECONDS = 10;

    private final Map<String, Consumer<Instant>> works = new LinkedHashMap<>();
    private final InstantSource clock;
    private final boolean serving;
    private ScheduledExecutorService timer;

    DueWork(
            EnterpriseTasks tasks,
            HandOvers handOvers,
            Escalation escalation,
            SilentAlerts silent,
            NoiseWatch noise,
            InstantSource clock,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serving,
            @ConfigProperty(name = "fengqiao.timers", defaultValue = "true") boolean timers) {
        works.put("tasks of enterprises", tasks::runDue);
        works.put("absences", handOvers::runDue);
        works.put("missed clocks", escalation::runDue);
        works.put("silent alerts", silent::runDue);
        works.put("notices held back", noise::runDue);
        this.clock = clock;
        this.serving = serving && timers;
    }

    void start(@Observes StartupEvent started) {
        if (!serving) return;
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "due-work");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(this::run, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (timer != null) timer.shutdownNow();
    }

    /** One that fails keeps none of the others from its turn. */
    private void run() {
        works.forEach((name, work) -> {
            try {
                work.accept(clock.instant());
            } catch (RuntimeException e) {
                LOG.errorf(e, "The %s could not be looked at; tried again in %d seconds", name, EVERY_SECONDS);
            }
        });
    }
}
