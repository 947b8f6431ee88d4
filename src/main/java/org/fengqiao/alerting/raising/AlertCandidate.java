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
 * An assessment beside what it was made of.
 *
 * @param areaPath of the enterprise, from the city down, closed by a dot
 */
public record AlertCandidate(Assessment assessment, EnterpriseFacts subject, String areaPath) {
    UUID enterprise() {
        return assessment.enterpriseId();
    }

    /** Whether it rests on something learnt after an instant. */
    boolean isNewerThan(Instant since) {
        Set<UUID> evidence = new HashSet<>();
        assessment.findings().forEach(finding -> evidence.addAll(finding.evidence()));
        return subject.observations().stream()
                .anyMatch(one -> one.learntAt().isAfter(since) && evidence.contains(one.key()));
    }

    /** The code of the source that a fact of it comes from. */
    Optional<String> sourceCode(UUID fact) {
        return subject.observations().stream()
                .filter(one -> one.key().equals(fact))
                .findFirst()
                .map(Observation::source)
                .map(source -> source.code());
    }
}
