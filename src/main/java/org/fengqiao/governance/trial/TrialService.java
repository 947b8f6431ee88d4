package org.fengqiao.governance.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.eclipse.microprofile.context.ThreadContext;
import org.fengqiao.governance.trial.TrialStatus.TrialKind;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.policy.Release;
import org.jboss.logging.Logger;

/** Trials of drafts: started, run in the background, kept with their reports and with who looked at them. */
@ApplicationScoped
public class TrialService {
    private static final Logger LOG = Logger.getLogger(TrialService.class);
    private static final int MOST_LISTED = 200;
    private static final int PROGRESS_STEP = 50_000;

    private final TrialRepository trials;
    private final InstantSource clock;
    private final Ids ids;
    private final ObjectMapper json;
    private final ManagedExecutor executor;

    TrialService(TrialRepository trials, InstantSource clock, Ids ids, ObjectMapper json) {
        this.trials = trials;
        this.clock = clock;
        this.ids = ids;
        this.json = json;
        // One at a time: a trial reads everybody, and requests come first. Nothing of the request goes with it.
        this.executor = ManagedExecutor.builder()
                .maxAsync(1)
                .propagated()
                .cleared(ThreadContext.ALL_REMAINING)
                .build();
    }

    /** The work of a trial; what it returns is kept as its report. */
    @FunctionalInterface
    public interface TrialTask {
        Object run(LongConsumer progress);
    }

    /** Starts a trial in the background; it is stored by then. */
    public UUID start(
            UUID draft,
            Release release,
            String liveRelease,
            TrialKind kind,
            Object settings,
            String by,
            TrialTask task) {
        Trial trial =
                new Trial(ids.next(), draft, release.id(), liveRelease, kind, write(settings), by, clock.instant());
        QuarkusTransaction.requiringNew().run(() -> trials.persist(trial));
        UUID id = trial.id;
        executor.submit(() -> run(id, task));
        return id;
    }

    private void run(UUID id, TrialTask task) {
        try {
            String report = write(task.run(new ProgressWriter(id)));
            change(id, trial -> trial.finish(report, clock.instant()));
        } catch (RuntimeException | Error e) {
            if (!(e instanceof ProblemException)) LOG.error("A trial failed", e);
            String why = e instanceof ProblemException problem ? problem.zh() + " / " + problem.en() : e.toString();
            change(id, trial -> trial.fail(why, clock.instant()));
        }
    }

    private void change(UUID id, Consumer<Trial> change) {
        QuarkusTransaction.requiringNew().run(() -> trials.findByIdOptional(id).ifPresent(change));
    }

    private final class ProgressWriter implements LongConsumer {
        private final UUID id;
        private long last;

        ProgressWriter(UUID id) {
            this.id = id;
        }

        @Override
        public void accept(long assessed) {
            if (assessed < last + PROGRESS_STEP) return;
            last = assessed;
            QuarkusTransaction.requiringNew().run(() -> trials.saveProgress(id, assessed));
        }
    }

    /** The latest trials of a draft, without their reports. */
    @Transactional
    public List<TrialStatus> list(UUID draft) {
        return trials.list(draft, MOST_LISTED).stream()
                .map(trial -> status(trial, null))
                .toList();
    }

    /**
     * A trial with its report; that {@code viewer} looked at it is kept once there is something to see.
     *
     * @param areaPath of the example enterprises, the viewer is shown those in this area
     */
    @Transactional
    public TrialStatus view(UUID draft, UUID id, String viewer, String areaPath) {
        Trial trial = trials.getForUpdate(draft, id);
        trial.view(viewer, clock.instant());
        JsonNode report = tree(trial.report);
        if (report != null && report.get("sample") instanceof ArrayNode sample) {
            sample.removeIf(enterprise -> !enterprise.path("areaPath").asText().startsWith(areaPath));
        }
        return status(trial, report);
    }

    /** An impact of exactly this content against this release, with a report that one of these people looked at. */
    @Transactional
    public Optional<TrialStatus> findViewedImpact(
            UUID draft, String contentId, String liveRelease, Collection<String> people) {
        return trials.findViewedImpact(draft, contentId, liveRelease, people)
                .map(trial -> status(trial, tree(trial.report)));
    }

    private TrialStatus status(Trial trial, JsonNode report) {
        Instant now = clock.instant();
        return new TrialStatus(
                trial.id,
                trial.draftId,
                trial.contentId,
                trial.liveRelease,
                trial.kind,
                tree(trial.settings),
                trial.startedBy,
                trial.startedAt,
                trial.assessed,
                trial.finishedAt(now),
                trial.failure(now),
                trial.viewers(),
                report);
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode tree(String text) {
        try {
            return text == null ? null : json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
