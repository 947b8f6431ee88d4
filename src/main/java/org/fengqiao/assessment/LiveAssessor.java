package org.fengqiao.assessment;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.fengqiao.assessment.drools.DroolsEngine;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Releases;

/** The live release, compiled. Compiling takes seconds, so it starts beside everything else. */
@ApplicationScoped
public class LiveAssessor {
    private final Releases releases;
    private final ManagedExecutor executor;
    private final boolean serving;
    private CompletableFuture<Assessor> live;

    LiveAssessor(
            Releases releases,
            ManagedExecutor executor,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serving) {
        this.releases = releases;
        this.executor = executor;
        this.serving = serving;
    }

    /** Whoever serves will need it; another command compiles when it does. */
    void start(@Observes StartupEvent started) {
        if (serving) compiling();
    }

    /** Waits for the first compilation if need be. */
    public Assessor get() {
        return compiling().join();
    }

    private synchronized CompletableFuture<Assessor> compiling() {
        // A compilation that failed, because the database was away for example, is tried again.
        if (live == null || live.isCompletedExceptionally())
            live = executor.supplyAsync(() -> compiled(releases.live()));
        return live;
    }

    /**
     * Keeps the release, compiles it aside and only then puts it in place of the live one. Whoever is still at work with
     * the former goes on with it: its engine ends by itself when nobody holds it any more.
     */
    public Release switchTo(Release release, String author) {
        if (releases.live().id().equals(release.id())) return release;
        Assessor next = compiled(release);
        releases.adopt(release, author);
        synchronized (this) {
            live = CompletableFuture.completedFuture(next);
        }
        return release;
    }

    private static Assessor compiled(Release release) {
        return Assessor.of(release, DroolsEngine::compile);
    }
}
