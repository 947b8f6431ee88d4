package org.fengqiao.assessment;

import java.time.Instant;
import java.util.UUID;
import org.fengqiao.policy.SourceKind;
import org.fengqiao.registry.observation.Observation;

/**
 * An observation with its weight at the instant of assessing. Ordered by time and then by every other property, so that the
 * order of arrival never matters.
 *
 * @param confidence that of the observation or of its source's kind
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

    /** When it is so many days old, in seconds of the epoch, rounded down. */
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
     * The source or person that reports it. An office is one origin, so that a colleague can withdraw what another recorded; a
     * person is one origin, whatever source they name.
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
