package org.fengqiao.bench.assess;

import java.time.Instant;
import java.util.UUID;
import org.fengqiao.policy.SourceKind;
import org.fengqiao.registry.observation.Observation;

/** An observation as the two comparisons use it; a fact of {@link SessionPerEnterprise}, hence public. */
public final class ObservationFact {
    private static final double DAY = 86_400;

    final Observation observation;
    final SourceKind kind;
    final double value;
    final double ageDays;
    final double confidence;

    ObservationFact(Observation observation, SourceKind kind, Instant at) {
        this.observation = observation;
        this.kind = kind;
        value = observation.value();
        Instant then = observation.occurredAt();
        // Whole seconds, as Duration counts them, without allocating one.
        long seconds = at.getEpochSecond() - then.getEpochSecond() - (then.getNano() > at.getNano() ? 1 : 0);
        ageDays = seconds / DAY;
        confidence = observation.confidence() != null ? observation.confidence() : kind.confidence();
    }

    public String getIndicator() {
        return observation.indicator();
    }

    public double getAgeDays() {
        return ageDays;
    }

    boolean isAfter(ObservationFact other) {
        Observation a = observation;
        Observation b = other.observation;
        int order = a.occurredAt().compareTo(b.occurredAt());
        if (order == 0) order = a.learntAt().compareTo(b.learntAt());
        if (order == 0) order = Double.compare(a.value(), b.value());
        if (order == 0) order = a.key().compareTo(b.key());
        return order > 0;
    }

    /** An office is one source whoever reports for it; a person is one whatever source they name. */
    boolean sameSource(ObservationFact other) {
        UUID mine = kind.official() ? null : observation.reporter();
        UUID theirs = other.kind.official() ? null : other.observation.reporter();
        if (mine != null || theirs != null) return mine != null && mine.equals(theirs);
        return observation.source().code().equals(other.observation.source().code());
    }
}
