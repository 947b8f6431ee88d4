package org.fengqiao.alerting;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.DurationText;
import org.fengqiao.platform.text.Messages;

/**
 * How much time there is for a step of an alert. One of four things is true of it: it runs; it was met, when and by whom; it is
 * missed since it was due; it was stopped, and why. One that was met late was met.
 *
 * @param duration ISO 8601, in working time with a leading W
 * @param metBy the name of who did the step; null where that is not known
 */
public record AlertClock(
        String step,
        String duration,
        Instant startedAt,
        Instant dueAt,
        Instant metAt,
        String metBy,
        Instant stoppedAt,
        StopReason stopReason) {

    public enum State {
        RUNNING,
        MET,
        MISSED,
        STOPPED
    }

    /** Why a clock was stopped before its step was done. */
    public enum StopReason {
        CLOSED,
        /** A graver tier, a reopening or a late notification started the clocks again. */
        RESTARTED
    }

    public State state(Instant now) {
        if (metAt != null) return State.MET;
        if (stoppedAt != null) return State.STOPPED;
        return isOverdue(now) ? State.MISSED : State.RUNNING;
    }

    /** When it fell due without its step being done, even if it was met late or stopped since; empty if it never did. */
    public Optional<Instant> missedSince(Instant now) {
        Instant end = metAt != null ? metAt : stoppedAt != null ? stoppedAt : now;
        return isOverdue(end) ? Optional.of(dueAt) : Optional.empty();
    }

    /** How late it was met; empty if it was met in time or not at all. */
    public Optional<Duration> lateness() {
        return metAt == null ? Optional.empty() : missedSince(metAt).map(due -> Duration.between(due, metAt));
    }

    /** What is due at a moment may still be done in that moment. */
    private boolean isOverdue(Instant at) {
        return dueAt != null && dueAt.isBefore(at);
    }

    /** How it stands, with when, by whom and why. */
    public BilingualText stateText(Instant now) {
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("due", dueAt);
        arguments.put("at", metAt);
        arguments.put("by", metBy);
        arguments.put("late", lateness().map(DurationText::of).orElse(null));
        arguments.put("since", missedSince(now).orElse(null));
        arguments.put("why", stopReason == null ? null : Messages.text("stop." + stopReason));
        return Messages.text("clock." + state(now), arguments);
    }

    /** The step and how it stands. */
    public BilingualText text(Instant now) {
        return Messages.text("clock.line", Map.of("step", Messages.text("step." + step), "state", stateText(now)));
    }
}
