package org.fengqiao.alerting.raising;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.EnterpriseFacts;
import org.fengqiao.registry.observation.Observation;

/**
 * An assessment with the facts it was made from.
 *
 * @param areaPath of the enterprise, from the city down, closed by a dot
 * @param byHand whether its tier is what somebody saw, which no rule found
 */
public record AlertCandidate(Assessment assessment, EnterpriseFacts subject, String areaPath, boolean byHand) {
    public AlertCandidate(Assessment assessment, EnterpriseFacts subject, String areaPath) {
        this(assessment, subject, areaPath, false);
    }

    UUID enterprise() {
        return assessment.enterpriseId();
    }

    /** Whether it rests on a fact learnt after an instant. What somebody saw is always news. */
    boolean hasFactsSince(Instant since) {
        if (byHand) return true;
        Set<UUID> evidence = new HashSet<>();
        assessment.findings().forEach(finding -> evidence.addAll(finding.evidence()));
        return subject.observations().stream()
                .anyMatch(observation -> observation.learntAt().isAfter(since) && evidence.contains(observation.key()));
    }

    /** What it rests on: no rule gets the credit of what somebody saw. */
    AlertBasis basis() {
        return byHand ? AlertBasis.NONE : AlertBasis.of(assessment);
    }

    /** The code of the source of one of its facts. */
    Optional<String> sourceCode(UUID fact) {
        return subject.observations().stream()
                .filter(observation -> observation.key().equals(fact))
                .findFirst()
                .map(Observation::source)
                .map(source -> source.code());
    }
}
