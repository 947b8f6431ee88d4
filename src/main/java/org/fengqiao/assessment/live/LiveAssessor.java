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
 * The live release, compiled. Compiling takes seconds, so it happens aside: at start beside everything else, and before
 * another release is put in its place. Whoever is at work with the former goes on with it; its engine ends by itself when
 * nobody holds it any more. Which release is live is said by the database, so every node looks there each second.
 */
@ApplicationScoped
public class LiveAssessor {
    private static final Logger LOG = Logger.getLogger(LiveAssessor.class);
    private static final Duration AHEAD = Duration.ofMinutes(30);
    /** The live one, the one before for a quick way back, and the next or a draft that is tried. */
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
    private String refused = "";
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

    /** Whoever serves will need it; another command compiles when it does, and ends before the next release. */
    void start(@Observes StartupEvent started) {
        if (!serving) return;
        watch = WorkerThreads.scheduled("live-release", 1);
        watch.scheduleWithFixedDelay(this::watch, 0, 1, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (watch != null) WorkerThreads.stop(watch);
    }

    /** Whether {@link #get} would give an answer at once. */
    boolean isCompiled() {
        return live != null;
    }

    /** Waits for the first compilation if need be. */
    public Assessor get() {
        Assessor current = live;
        return current != null ? current : refresh();
    }

    /** Puts in place what the database says is live; what can fail has failed before anything is touched. */
    public Assessor refresh() {
        String id = releases.liveId();
        Assessor current = live;
        if (current != null && current.release().id().equals(id)) return current;
        Assessor next = swap(prepare(releases.byId(id)));
        events.mark(next.release().eventIndicators());
        return next;
    }

    /** Two may look at once; the later word of the database counts. */
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
                    .filter(next -> next.from().isBefore(now.plus(AHEAD)))
                    .ifPresent(next -> prepare(releases.byId(next.releaseId())));
            refused = "";
        } catch (RuntimeException | Error e) {
            // The release that is live here goes on; said once and not each second.
            String said = String.valueOf(e.getMessage());
            if (!said.equals(refused)) LOG.error("The live release could not be looked up or put in place", e);
            refused = said;
        }
    }

    /** Compiles a release and lets every rule of it speak once, aside; the same release again costs nothing. */
    public Assessor prepare(Release release) {
        CompletableFuture<Assessor> ready;
        synchronized (compiled) {
            ready = compiled.get(release.id());
            // A compilation that failed, because memory was short for example, is tried again.
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
        } catch (java.util.concurrent.CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Keeps the release, compiles it aside and only then makes it live, without a second signature. */
    public Release switchTo(Release release, String author) {
        if (releases.liveId().equals(release.id())) return release;
        prepare(release);
        releases.adopt(release, author);
        refresh();
        return release;
    }
}
