package org.fengqiao.assessment;

import java.time.Instant;
import java.util.UUID;
import org.fengqiao.policy.SourceKind;
import org.fengqiao.registry.observation.Observation;

/**
 * An observation, and what the release makes of it at the instant of assessing. Words are in the order of their time; the
 * comparison goes on until they differ, so that the order they came in never shows.
 *
 * @param confidence its own, or that of its source's kind
 */
record Evidence(Observation observation, double value, SourceKind kind, double ageDays, double confidence)
        implements Comparable<Evidence> {
    private static final double DAY_SECONDS = 86_400;

    static Evidence of(Observation observation, SourceKind kind, Instant at) {
        Instant then = observation.occurredAt();
        long seconds = at.getEpochSecond() - then.getEpochSecond() - (at.getNano() < then.getNano() ? 1 : 0);
        double confidence = observation.confidence() != null ? observation.confidence() : kind.confidence();
        return new Evidence(observation, observation.value(), kind, seconds / DAY_SECONDS, confidence);
    }

    /** When it is so many days old, in seconds of the epoch; a moment in between counts as the second it is in. */
    long epochSecondAtAge(double days) {
        return observation.occurredAt().getEpochSecond() + (long) (days * DAY_SECONDS);
    }

    UUID key() {
        return observation.key();
    }

    boolean official() {
        return kind.official();
    }

    /**
     * Who says it: a source, or a person. An office speaks with one voice, so a colleague can take back what another
     * recorded; whoever reports as a person is one voice, whatever he names as his source.
     */
    Object origin() {
        return official() || observation.reporter() == null
                ? observation.source().code()
                : observation.reporter();
    }

    @Override
    public int compareTo(Evidence other) {
        int order = observation.occurredAt().compareTo(other.observation.occurredAt());
        if (order == 0) order = observation.learntAt().compareTo(other.observation.learntAt());
        if (order == 0) order = Double.compare(value, other.value);
        if (order == 0) order = key().compareTo(other.key());
        return order;
    }
}
