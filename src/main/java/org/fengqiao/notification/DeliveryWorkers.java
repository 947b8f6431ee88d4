package org.fengqiao.notification;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.alerting.Outbox;
import org.fengqiao.platform.SettableClock;
import org.fengqiao.platform.WorkerThreads;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Runs the delivery while this process serves. One thread listens for the notification that the database sends at each
 * commit that put something into the outbox, and wakes the workers; once a second it wakes them in any case.
 */
@ApplicationScoped
class DeliveryWorkers {
    private static final Logger LOG = Logger.getLogger(DeliveryWorkers.class);
    private static final int SECOND = 1_000;

    private final NotificationDelivery delivery;
    private final NotificationStream stream;
    private final BacklogMetrics backlog;
    private final DataSource database;
    private final SettableClock clock;
    private final boolean serving;
    private final int workers;
    private final Semaphore wakeUps = new Semaphore(0);
    private ScheduledExecutorService threads;
    private volatile boolean stopping;

    DeliveryWorkers(
            NotificationDelivery delivery,
            NotificationStream stream,
            BacklogMetrics backlog,
            DataSource database,
            SettableClock clock,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serving,
            @ConfigProperty(name = "fengqiao.delivery.workers") int workers) {
        this.delivery = delivery;
        this.stream = stream;
        this.backlog = backlog;
        this.database = database;
        this.clock = clock;
        this.serving = serving;
        this.workers = workers;
    }

    void start(@Observes StartupEvent started) {
        if (!serving || workers == 0) return;
        threads = WorkerThreads.scheduled("notification", workers + 1);
        threads.execute(this::listen);
        for (int i = 0; i < workers; i++) threads.execute(this::work);
    }

    /** What is being sent is ended and written down; what was claimed and not begun is left to other nodes. */
    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        wakeUps.release(workers);
        if (threads != null) WorkerThreads.stop(threads);
    }

    private void listen() {
        while (!stopping) {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                PGConnection postgres = connection.unwrap(PGConnection.class);
                statement.execute("listen " + Outbox.CHANNEL);
                try {
                    while (!stopping) {
                        PGNotification[] heard = postgres.getNotifications(SECOND);
                        wakeOne();
                        for (PGNotification notification : heard)
                            stream.publish(notification.getParameter(), clock.instant());
                        backlog.measure(clock.instant());
                    }
                } finally {
                    if (!connection.isClosed()) statement.execute("unlisten *");
                }
            } catch (SQLException | RuntimeException e) {
                if (stopping) return;
                LOG.error("Cannot listen for new notifications; delivery goes on once a second", e);
                wakeOne();
                pause();
            }
        }
    }

    private void work() {
        while (!stopping) {
            try {
                // Woken or not: what was postponed becomes due without anybody saying so.
                wakeUps.tryAcquire(1, TimeUnit.SECONDS);
                if (stopping || clock.isSet()) continue;
                if (delivery.deliverBatch(clock.instant(), () -> stopping) > 0) wakeOne();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (stopping) return;
                LOG.error("Notifications could not be claimed; trying again in a second", e);
                pause();
            }
        }
    }

    /** A worker that found something wakes the next, so that as many are awake as there is work for. */
    private void wakeOne() {
        if (wakeUps.availablePermits() == 0) wakeUps.release();
    }

    private static void pause() {
        try {
            Thread.sleep(SECOND);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
