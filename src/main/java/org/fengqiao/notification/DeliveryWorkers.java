package org.fengqiao.notification;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.alerting.Outbox;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Runs the delivery while this process serves. One thread listens for the bell the database rings at each commit that
 * put something into the outbox, and rings it itself once a second for what has become due; some more deliver.
 */
@ApplicationScoped
class DeliveryWorkers {
    private static final Logger LOG = Logger.getLogger(DeliveryWorkers.class);
    private static final int SECOND = 1_000;

    private final NotificationDelivery delivery;
    private final NotificationStream stream;
    private final BacklogMetrics backlog;
    private final DataSource database;
    private final InstantSource clock;
    private final boolean serving;
    private final int workers;
    private final List<Thread> threads = new ArrayList<>();
    private final Semaphore bell = new Semaphore(0);
    private volatile boolean stopping;

    DeliveryWorkers(
            NotificationDelivery delivery,
            NotificationStream stream,
            BacklogMetrics backlog,
            DataSource database,
            InstantSource clock,
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
        thread("notification-bell", this::listen);
        for (int i = 1; i <= workers; i++) thread("notification-" + i, this::work);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        threads.forEach(Thread::interrupt);
    }

    private void thread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
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
                        ring();
                        for (PGNotification one : heard) stream.publish(one.getParameter(), clock.instant());
                        backlog.look(clock.instant());
                    }
                } finally {
                    if (!connection.isClosed()) statement.execute("unlisten *");
                }
            } catch (SQLException | RuntimeException e) {
                if (stopping) return;
                LOG.error("The bell of the outbox cannot be heard; delivery goes on once a second", e);
                ring();
                pause();
            }
        }
    }

    private void work() {
        while (!stopping) {
            try {
                // Heard or not: what was put off becomes due without a bell.
                bell.tryAcquire(1, TimeUnit.SECONDS);
                int some = delivery.deliverBatch(clock.instant());
                if (some > 0) ring();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (stopping) return;
                LOG.error("Notifications could not be claimed; tried again in a second", e);
                pause();
            }
        }
    }

    /** Wakes one worker; one that found something wakes the next, so that as many are awake as there is work for. */
    private void ring() {
        if (bell.availablePermits() == 0) bell.release();
    }

    private void pause() {
        try {
            Thread.sleep(SECOND);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
