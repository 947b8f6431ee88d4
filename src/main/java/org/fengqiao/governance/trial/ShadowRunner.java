package org.fengqiao.governance.trial;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.WorkerThreads;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.content.ReleaseFiles;
import org.fengqiao.policy.content.ReleaseReader;
import org.jboss.logging.Logger;

/**
 * Lets a draft run beside the live release on real traffic, on every node, until a date. It sees the same facts a moment
 * later, on a thread of its own: what it can't keep up with is dropped and counted, what it fails at is counted, and the
 * live release hears of neither.
 */
@ApplicationScoped
public class ShadowRunner {
    private static final Logger LOG = Logger.getLogger(ShadowRunner.class);
    /** Assessments that may wait to be made by the shadow; two chunks of a pass. */
    private static final int WAITING = 30_000;
    /** A pass can wait a little for its shadow, a person who reports can't. */
    private static final int OF_A_PASS = 200;

    private static final long PASS_WAITS_SECONDS = 5;

    private final ShadowRepository store;
    private final LiveAssessor live;
    private final AssessmentListeners beside;
    private final Ids ids;
    private final InstantSource clock;
    private final boolean serving;
    private final Semaphore room = new Semaphore(WAITING);
    private ScheduledExecutorService worker;
    private UUID current;

    ShadowRunner(
            ShadowRepository store,
            LiveAssessor live,
            AssessmentListeners beside,
            Ids ids,
            InstantSource clock,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serving) {
        this.store = store;
        this.live = live;
        this.beside = beside;
        this.ids = ids;
        this.clock = clock;
        this.serving = serving;
    }

    /** Only where there is traffic, and where a pass runs by itself. */
    void start(@Observes StartupEvent started) {
        worker = WorkerThreads.scheduled("shadow", 1);
        if (serving) worker.scheduleWithFixedDelay(this::followActiveShadow, 2, 2, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent stopping) {
        beside.setListener(null);
        WorkerThreads.stop(worker);
    }

    /** One at a time. */
    @Transactional
    public UUID start(UUID draft, Release release, Instant endsAt, String by) {
        Instant now = clock.instant();
        if (endsAt == null || !endsAt.isAfter(now)) {
            throw ProblemException.invalid("shadow-end", "请给出将来的结束时间", "Give an end that is still to come");
        }
        store.stop(null, now);
        if (store.findActive(now).isPresent()) {
            throw new ProblemException(
                    ErrorKind.WRONG_STATE,
                    "shadow-running",
                    "已有一份草案在影子运行，请先停止它",
                    "Another draft runs as a shadow already; stop it first");
        }
        UUID made = ids.next();
        store.start(made, draft, release, by, now, endsAt);
        return made;
    }

    public void stop(UUID draft) {
        if (store.stop(draft, clock.instant()) == 0) throw none();
    }

    /** @param areaPath whose enterprises may be named */
    public ShadowReport latest(UUID draft, String areaPath) {
        return store.latest(draft, areaPath).orElseThrow(ShadowRunner::none);
    }

    private static ProblemException none() {
        return ProblemException.notFound("shadow-none", "这份草案没有影子运行", "This draft does not run as a shadow");
    }

    /** Takes up what any node was told to run, and lets go of what has ended. */
    void followActiveShadow() {
        try {
            Optional<ShadowRepository.ActiveShadow> wanted = store.findActive(clock.instant());
            UUID id = wanted.map(ShadowRepository.ActiveShadow::id).orElse(null);
            if (java.util.Objects.equals(id, current)) return;
            current = id;
            beside.setListener(null);
            if (wanted.isPresent()) {
                Release release = ReleaseReader.read(
                        wanted.get().base(), ReleaseFiles.unpack(wanted.get().files()));
                Assessor draft = live.prepare(release);
                beside.setListener(
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
                else quietly(() -> store.addDropped(shadow, count));
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
            List<ShadowRepository.AssessmentPair> pairs = new ArrayList<>(after.size());
            for (int i = 0; i < after.size(); i++)
                pairs.add(new ShadowRepository.AssessmentPair(made.get(i), after.get(i)));
            store.add(shadow, pairs);
        } catch (RuntimeException | Error e) {
            LOG.warn("A shadow failed", e);
            quietly(() -> store.addFailed(shadow, subjects.size(), e.toString()));
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
