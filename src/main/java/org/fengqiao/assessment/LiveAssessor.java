package org.fengqiao.assessment;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.fengqiao.assessment.drools.DroolsEngine;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Releases;

/** The live release, compiled. Compiling takes seconds, so it starts beside everything else. */
@ApplicationScoped
public class LiveAssessor {
    private final Releases releases;
    private final AtomicReference<CompletableFuture<Assessor>> live = new AtomicReference<>();

    private final ManagedExecutor executor;

    LiveAssessor(Releases releases, ManagedExecutor executor) {
        this.releases = releases;
        this.executor = executor;
    }

    void start(@Observes StartupEvent started) {
        live.compareAndSet(null, executor.supplyAsync(() -> compiled(releases.live())));
    }

    void stop(@Observes ShutdownEvent stopping) {
        CompletableFuture<Assessor> compiled = live.get();
        // A command that never assessed need not wait for the compiler.
        if (compiled.isDone()) compiled.join().engine().close();
    }

    /** Waits for the first compilation if need be. */
    public Assessor get() {
        return live.get().join();
    }

    /** Keeps the release, compiles it aside and only then puts it in place of the live one. */
    public Release switchTo(Release release, String author) {
        Assessor next = compiled(release);
        releases.adopt(release, author);
        CompletableFuture<Assessor> former = live.getAndSet(CompletableFuture.completedFuture(next));
        if (former != null) former.join().engine().close();
        return release;
    }

    private static Assessor compiled(Release release) {
        return Assessor.of(release, DroolsEngine::compile);
    }
}
