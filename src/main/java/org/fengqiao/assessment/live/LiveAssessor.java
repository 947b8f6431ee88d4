package org.fengqiao.assessment.live;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.drools.DroolsEngine;
import org.fengqiao.platform.WorkerThreads;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.publication.PublicationLog;
import org.fengqiao.policy.publication.Releases;
import org.fengqiao.registry.observation.EventIndicators;
import org.jboss.logging.Logger;

/**
 * The compiled live release. Compiling takes seconds, so it happens in the background: at start, and before another release
 * replaces it. Work in progress finishes with the former release, whose engine is disposed of once unreachable. The database
 * defines which release is live, so every node polls it each second.
 */
@ApplicationScoped
public class LiveAssessor {
    private static final Logger LOG = Logger.getLogger(LiveAssessor.class);
    private static final Duration COMPILE_AHEAD = Duration.ofMinutes(30);
    /**
     * The live release, the previous one for a quick rollback, and the next or a draft on trial. Strictly the least recently
     * used is dropped; a cache that weighs frequency would drop the one just compiled.
     */
    private static final int KEPT_COMPILED = 3;

    private final Releases releases;
    private final PublicationLog publications;
    private final EventIndicators events;
    private final ManagedExecutor executor;
    private final InstantSource clock;
    private final boolean serving;
    private final Map<String, CompletableFuture<Assessor>> compiled = new LinkedHashMap<>(8, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<Assessor>> eldest) {
            return size() > KEPT_COMPILED;
        }
    };
    private ScheduledExecutorService watch;
    private String lastFailure = "";
    private volatile Assessor live;

    LiveAssessor(
            Releases releases,
            PublicationLog publications,
            EventIndicators events,
            ManagedExecutor executor,
            InstantSource clock,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serving) {
        this.releases = releases;
        this.publications = publications;
        this.events = events;
        this.executor = executor;
        this.clock = clock;
        this.serving = serving;
    }

    /** A server needs it soon; other commands compile when they need it, and end before the next release. */
    void start(@Observes StartupEvent started) {
        if (!serving) return;
        watch = WorkerThreads.scheduled("live-release", 1);
        watch.scheduleWithFixedDelay(this::watch, 0, 1, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (watch != null) WorkerThreads.stop(watch);
    }

    /** Whether {@link #get} would return at once. */
    boolean isCompiled() {
        return live != null;
    }

    /** Waits for the first compilation if necessary. */
    public Assessor get() {
        Assessor current = live;
        return current != null ? current : refresh();
    }

    /** Switches to the release that is live in the database; whatever can fail does so before live state changes. */
    public Assessor refresh() {
        String id = releases.liveId();
        Assessor current = live;
        if (current != null && current.release().id().equals(id)) return current;
        Assessor next = swap(prepare(releases.byId(id)));
        events.mark(next.release().eventIndicators());
        return next;
    }

    /** Two threads may refresh at once; the latest state of the database counts. */
    private synchronized Assessor swap(Assessor next) {
        if (live == null || next.release().id().equals(releases.liveId())) live = next;
        return live;
    }

    private void watch() {
        try {
            refresh();
            Instant now = clock.instant();
            publications
                    .nextLivePeriodAfter(now)
                    .filter(next -> next.from().isBefore(now.plus(COMPILE_AHEAD)))
                    .ifPresent(next -> prepare(releases.byId(next.releaseId())));
            lastFailure = "";
        } catch (RuntimeException | Error e) {
            if (watch.isShutdown()) return;
            // The current release stays live; logged once and not each second.
            String failure = String.valueOf(e.getMessage());
            if (!failure.equals(lastFailure)) LOG.error("The live release could not be looked up or put in place", e);
            lastFailure = failure;
        }
    }

    /** Compiles a release and fires each of its rules once, in the background; free for a release that is compiled. */
    public Assessor prepare(Release release) {
        CompletableFuture<Assessor> ready;
        synchronized (compiled) {
            ready = compiled.get(release.id());
            // A failed compilation, for example for lack of memory, is tried again.
            if (ready == null || ready.isCompletedExceptionally()) {
                ready = executor.supplyAsync(
                        () -> WarmUp.of(Assessor.of(release, DroolsEngine::compile), clock.instant()));
                compiled.put(release.id(), ready);
            }
        }
        return join(ready);
    }

    private static Assessor join(CompletableFuture<Assessor> ready) {
        try {
            return ready.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Stores the release, compiles it and only then makes it live, without a second signature. */
    public Release switchTo(Release release, String author) {
        if (releases.liveId().equals(release.id())) return release;
        prepare(release);
        releases.adopt(release, author);
        refresh();
        return release;
    }
}
