package org.fengqiao.governance.trial;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.EnterpriseFacts;
import org.fengqiao.assessment.live.AssessmentListeners;
import org.fengqiao.assessment.live.LiveAssessor;
import org.fengqiao.platform.WorkerThreads;
import org.fengqiao.policy.Dimension;
import org.jboss.logging.Logger;

/**
 * Runs a draft beside the live release on real traffic, on every node, until a date. It sees the same facts a moment
 * later, on its own thread: what it can't keep up with is dropped and counted, failures are counted, and the live
 * release is not affected by either.
 */
@ApplicationScoped
public class ShadowRunner {
    private static final Logger LOG = Logger.getLogger(ShadowRunner.class);
    /** Assessments that may wait for the shadow; two chunks of a pass. */
    private static final int WAITING = 30_000;
    /** From this size on a batch belongs to a pass, which can wait a little for its shadow; a reporter can't. */
    private static final int OF_A_PASS = 200;

    private static final long PASS_WAITS_SECONDS = 5;

    private final ShadowService shadows;
    private final LiveAssessor live;
    private final AssessmentListeners listeners;
    private final boolean serving;
    private final Semaphore room = new Semaphore(WAITING);
    private ScheduledExecutorService worker;
    private UUID current;

    ShadowRunner(
            ShadowService shadows,
            LiveAssessor live,
            AssessmentListeners listeners,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serving) {
        this.shadows = shadows;
        this.live = live;
        this.listeners = listeners;
        this.serving = serving;
    }

    /** Follows the active shadow only where there is traffic or a scheduled pass. */
    void start(@Observes StartupEvent started) {
        worker = WorkerThreads.scheduled("shadow", 1);
        if (serving) worker.scheduleWithFixedDelay(this::followActiveShadow, 2, 2, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent stopping) {
        listeners.setListener(null);
        WorkerThreads.stop(worker);
    }

    /** Starts the shadow that any node was told to run, and drops one that has ended. */
    void followActiveShadow() {
        try {
            UUID id = shadows.activeId().orElse(null);
            if (Objects.equals(id, current)) return;
            current = id;
            listeners.setListener(null);
            if (id != null) {
                Assessor draft = live.prepare(shadows.release(id));
                listeners.setListener(
                        (dimension, subjects, made, at) -> observe(id, draft, dimension, subjects, made, at));
            }
        } catch (RuntimeException | Error e) {
            LOG.error("A shadow could not be started", e);
        }
    }

    private void observe(
            UUID shadow,
            Assessor draft,
            Dimension dimension,
            List<EnterpriseFacts> subjects,
            List<Assessment> made,
            Instant at) {
        int count = subjects.size();
        try {
            boolean accepted = count < OF_A_PASS
                    ? room.tryAcquire(count)
                    : room.tryAcquire(count, PASS_WAITS_SECONDS, TimeUnit.SECONDS);
            List<EnterpriseFacts> kept = accepted ? List.copyOf(subjects) : List.of();
            worker.submit(() -> {
                if (accepted) compare(shadow, draft, dimension, kept, made, at);
                else quietly(() -> shadows.addDropped(shadow, count));
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.debug("A shadow did not take what it was told", e); // it is being shut down
        }
    }

    private void compare(
            UUID shadow,
            Assessor draft,
            Dimension dimension,
            List<EnterpriseFacts> subjects,
            List<Assessment> made,
            Instant at) {
        try {
            List<Assessment> after = draft.assess(dimension, subjects, at);
            List<AssessmentPair> pairs = new ArrayList<>(after.size());
            for (int i = 0; i < after.size(); i++) pairs.add(new AssessmentPair(made.get(i), after.get(i)));
            shadows.add(shadow, pairs);
        } catch (RuntimeException | Error e) {
            LOG.warn("A shadow failed", e);
            quietly(() -> shadows.addFailed(shadow, subjects.size(), e.toString()));
        } finally {
            room.release(subjects.size());
        }
    }

    private static void quietly(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("A shadow could not be counted", e);
        }
    }
}
