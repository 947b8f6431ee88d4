package org.fengqiao.response;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.alerting.Digests;
import org.fengqiao.alerting.HeldBack;
import org.fengqiao.alerting.Notice;
import org.fengqiao.alerting.Reminders;
import org.fengqiao.registry.Transactions;
import org.fengqiao.response.notification.Outbox;
import org.jboss.logging.Logger;

/** Sends what was held back when its time has come: ended silences and cooldowns, digests, reminders. */
@ApplicationScoped
public class NoiseWatch {
    private static final Logger LOG = Logger.getLogger(NoiseWatch.class);
    private static final int EVERY_SECONDS = 10;

    private final HeldBack held;
    private final Digests digests;
    private final Reminders reminders;
    private final Outbox outbox;
    private final DataSource database;

    private final InstantSource clock;
    private final boolean serving;
    private ScheduledExecutorService timer;

    NoiseWatch(
            HeldBack held,
            Digests digests,
            Reminders reminders,
            Outbox outbox,
            DataSource database,
            InstantSource clock,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serving) {
        this.clock = clock;
        this.serving = serving && LaunchMode.current() != LaunchMode.TEST;
        this.held = held;
        this.digests = digests;
        this.reminders = reminders;
        this.outbox = outbox;
        this.database = database;
    }

    void start(@Observes StartupEvent started) {
        if (!serving) return;
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "noise-watch");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(this::run, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (timer != null) timer.shutdownNow();
    }

    private void run() {
        try {
            runDue(clock.instant());
        } catch (RuntimeException e) {
            LOG.error("What was held back could not be told; tried again in " + EVERY_SECONDS + " seconds", e);
        }
    }

    /** Does what is due by then; gives back how many notices were made. */
    public int runDue(Instant at) {
        return Transactions.inTransaction(database, connection -> {
            List<Notice> notices = new ArrayList<>(held.due(connection, at));
            notices.addAll(digests.due(connection, at));
            notices.addAll(reminders.due(connection, at));
            outbox.put(connection, notices, at);
            return notices.size();
        });
    }
}
