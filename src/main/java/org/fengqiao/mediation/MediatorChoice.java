package org.fengqiao.mediation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.platform.text.BilingualText;

/**
 * Chooses who mediates: somebody who handles such disputes, has no conflict of interest and was not refused by a party. Of
 * several the one with the fewest open cases, then the one who has waited longest for a case, then by a hash of the case, so
 * that nobody is always first.
 */
final class MediatorChoice {
    /** @param lastCaseAt null for somebody without a case so far */
    record Candidate(
            String username,
            Set<DisputeKind> kinds,
            Set<UUID> conflictsWith,
            int openCases,
            int maxOpenCases,
            Instant lastCaseAt) {
        boolean canTake(DisputeKind kind, UUID enterprise) {
            return kinds.contains(kind) && !conflictsWith.contains(enterprise) && openCases < maxOpenCases;
        }
    }

    record ChosenMediator(String username, BilingualText why) {}

    private MediatorChoice() {}

    static Optional<ChosenMediator> of(
            Collection<Candidate> candidates,
            DisputeKind kind,
            UUID enterprise,
            UUID caseId,
            Collection<String> recused) {
        List<Candidate> able = candidates.stream()
                .filter(candidate -> candidate.canTake(kind, enterprise) && !recused.contains(candidate.username()))
                .toList();
        Comparator<Candidate> fairest = Comparator.comparingInt(Candidate::openCases)
                .thenComparing(Candidate::lastCaseAt, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(candidate ->
                        UUID.nameUUIDFromBytes((caseId + candidate.username()).getBytes(StandardCharsets.UTF_8)))
                .thenComparing(Candidate::username);
        return able.stream()
                .min(fairest)
                .map(chosen -> new ChosenMediator(chosen.username(), why(chosen, kind, able.size())));
    }

    private static BilingualText why(Candidate chosen, DisputeKind kind, int able) {
        return new BilingualText(
                "可调解“" + kind.text().zh() + "”且无利害关系的调解员" + able + "人，" + chosen.username() + "在办" + chosen.openCases()
                        + "件，为最少",
                able + " can mediate \"" + kind.text().en() + "\" without a conflict of interest; " + chosen.username()
                        + " has " + chosen.openCases() + " open cases, the fewest");
    }
}
