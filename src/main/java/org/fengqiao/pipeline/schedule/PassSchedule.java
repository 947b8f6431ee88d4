package org.fengqiao.pipeline.schedule;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.fengqiao.pipeline.AssessmentPass;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.ScheduledJob;
import org.fengqiao.platform.delivery.Lease;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Messages;
import org.jboss.logging.Logger;

/**
 * Makes the passes that are due, however many nodes serve: over everybody at night, over what changed after an import and
 * at each turn of a window. A pass that this node cannot finish is resumed by another from its last chunk.
 */
@ApplicationScoped
public class PassSchedule implements ScheduledJob {
    private static final Logger LOG = Logger.getLogger(PassSchedule.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    /** Before those who wait for running jobs. */
    private static final int FIRST = 1;

    private final AssessmentPass pass;
    private final PassRuns runs;
    private final InstantSource clock;
    private final String node;
    private volatile boolean started;
    private volatile boolean stopping;

    @Inject
    PassSchedule(AssessmentPass pass, PassRuns runs, InstantSource clock) {
        this(pass, runs, clock, ManagementFactory.getRuntimeMXBean().getName());
    }

    PassSchedule(AssessmentPass pass, PassRuns runs, InstantSource clock, String node) {
        this.pass = pass;
        this.runs = runs;
        this.clock = clock;
        this.node = node;
    }

    /** Ends a pass between two chunks. */
    private static final class Stopped extends RuntimeException {}

    /** Only whoever serves makes passes: other commands, and a demo that is being built, make their own. */
    public void start() {
        runs.announce(clock.instant());
        started = true;
    }

    void stop(@Observes @Priority(FIRST) ShutdownEvent stop) {
        stopping = true;
    }

    @Override
    public String name() {
        return "assessment passes";
    }

    @Override
    public int runDue(Instant at) {
        if (!started) return 0;
        int made = 0;
        for (PassJob job : PassJob.values()) {
            Optional<Lease> claimed = stopping ? Optional.empty() : runs.claim(job, node, clock.instant());
            claimed.ifPresent(lease -> run(job, lease));
            if (claimed.isPresent()) made++;
        }
        return made;
    }

    private void run(PassJob job, Lease lease) {
        try {
            AssessmentPass.PassSummary summary = pass.run(job.scope(), new Heartbeat(lease));
            runs.finish(lease, summary, clock.instant());
        } catch (Stopped e) {
            runs.release(lease, clock.instant());
        } catch (ProblemException e) {
            if (e.code().equals(AssessmentPass.ALREADY_RUNNING)) {
                runs.postpone(lease, clock.instant());
            } else {
                fail(lease, new BilingualText(e.zh(), e.en()), e);
            }
        } catch (RuntimeException e) {
            fail(lease, Messages.text("passFailure.unexpected"), e);
        }
    }

    private void fail(Lease lease, BilingualText why, RuntimeException cause) {
        LOG.error("A scheduled pass failed and is tried again", cause);
        runs.fail(lease, why, clock.instant());
    }

    /** Keeps the lease while chunks are written. */
    private final class Heartbeat implements LongConsumer {
        private final Lease lease;
        private Instant next;

        private Heartbeat(Lease lease) {
            this.lease = lease;
            this.next = clock.instant().plus(HEARTBEAT);
        }

        @Override
        public void accept(long assessed) {
            Instant now = clock.instant();
            if (stopping) throw new Stopped();
            if (now.isBefore(next)) return;
            next = now.plus(HEARTBEAT);
            if (!runs.renew(lease, now)) throw new Stopped();
        }
    }
}
