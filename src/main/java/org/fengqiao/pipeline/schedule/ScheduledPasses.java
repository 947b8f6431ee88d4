package org.fengqiao.pipeline.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.fengqiao.platform.text.BilingualText;

/** What runs by itself, for whoever wants to see it. */
@ApplicationScoped
public class ScheduledPasses {
    private final PassRunRepository runs;
    private final InstantSource clock;

    ScheduledPasses(PassRunRepository runs, InstantSource clock) {
        this.runs = runs;
        this.clock = clock;
    }

    /**
     * @param cron in the time of the city
     * @param since when this schedule began to apply
     * @param next null if it is off
     * @param last null if it never ran
     */
    public record JobView(String job, BilingualText name, String cron, Instant since, Instant next, RunView last) {}

    /**
     * @param cause schedule or import
     * @param late whether it was missed and made up
     * @param attempts more than one if it was interrupted
     * @param everybody whether all were assessed, because it was their turn or because the rules had changed
     * @param failure null unless it failed
     */
    public record RunView(
            Instant dueAt,
            String cause,
            boolean late,
            RunOutcome outcome,
            BilingualText outcomeName,
            String node,
            int attempts,
            Instant startedAt,
            Instant finishedAt,
            Boolean everybody,
            Long assessed,
            Long changed,
            Long raised,
            Long upgraded,
            BilingualText failure) {
        static RunView of(PassRun run) {
            return new RunView(
                    run.dueAt,
                    run.cause.name(),
                    run.late,
                    run.outcome,
                    run.outcome.text(),
                    run.node,
                    run.attempts,
                    run.startedAt,
                    run.finishedAt,
                    run.everybody,
                    run.assessed,
                    run.changed,
                    run.raised,
                    run.upgraded,
                    run.failureZh == null ? null : new BilingualText(run.failureZh, run.failureEn));
        }
    }

    /** Empty as long as nothing has served this database. */
    @Transactional
    public List<JobView> list() {
        Instant now = clock.instant();
        return Stream.of(PassJob.values())
                .flatMap(job -> runs.schedule(job).stream())
                .map(entry -> new JobView(
                        entry.job.code(),
                        entry.job.text(),
                        entry.cron,
                        entry.since,
                        entry.nextAfter(now).orElse(null),
                        runs.latest(entry.job).map(RunView::of).orElse(null)))
                .toList();
    }
}
