package org.fengqiao.response.mediation;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Sends packages to their receiver, and tells of agreements whose day went by. */
@ApplicationScoped
public class HandoverWatch {
    private static final Logger LOG = Logger.getLogger(HandoverWatch.class);
    private static final int EVERY_SECONDS = 15;
    private static final int MOST_AT_ONCE = 50;

    private final Handovers handovers;
    private final Optional<Receiver> receiver;
    private final InstantSource clock;
    private final boolean serving;
    private ScheduledExecutorService timer;

    HandoverWatch(
            Handovers handovers,
            InstantSource clock,
            @ConfigProperty(name = "fengqiao.handover.receiver") Optional<URI> address,
            @ConfigProperty(name = "fengqiao.handover.token") Optional<String> token,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serving) {
        this.handovers = handovers;
        this.clock = clock;
        this.receiver = address.map(uri -> new Receiver(uri, token.orElse(null)));
        this.serving = serving && LaunchMode.current() != LaunchMode.TEST;
    }

    void start(@Observes StartupEvent started) {
        if (!serving) return;
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "handover-watch");
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
            LOG.error("Mediations could not be seen to; tried again in " + EVERY_SECONDS + " seconds", e);
        }
    }

    /** Does what is due by then; gives back how much that was. */
    public int runDue(Instant at) {
        int done = handovers.tellOfOverdue(at);
        if (receiver.isEmpty()) return done;
        for (int sent = 0; sent < MOST_AT_ONCE && handovers.deliverNext(receiver.get(), at); sent++) done++;
        return done;
    }
}
