package org.fengqiao.mediation.mediator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.mediation.mediator.MediatorService.ChosenMediator;
import org.fengqiao.mediation.mediator.MediatorService.Dispute;
import org.fengqiao.platform.text.BilingualText;

/**
 * Chooses who mediates: somebody who handles such disputes, has no conflict of interest and was not refused by a party. Of
 * several the one with the fewest open cases, then the one who has waited longest for a case, then by a hash of the case, so
 * that nobody is always first.
 */
final class MediatorChoice {
    /**
     * @param name as people know them
     * @param lastCaseAt null for somebody without a case so far
     */
    record Candidate(
            String username,
            String name,
            Set<DisputeKind> kinds,
            Set<UUID> conflictsWith,
            int openCases,
            int maxOpenCases,
            Instant lastCaseAt) {
        boolean canTake(Dispute dispute) {
            return kinds.contains(dispute.kind())
                    && !conflictsWith.contains(dispute.enterprise())
                    && !dispute.recused().contains(username)
                    && openCases < maxOpenCases;
        }
    }

    private MediatorChoice() {}

    static Optional<ChosenMediator> of(Collection<Candidate> candidates, Dispute dispute) {
        List<Candidate> able = candidates.stream()
                .filter(candidate -> candidate.canTake(dispute))
                .toList();
        Comparator<Candidate> fairest = Comparator.comparingInt(Candidate::openCases)
                .thenComparing(Candidate::lastCaseAt, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(candidate -> UUID.nameUUIDFromBytes(
                        (dispute.caseId() + candidate.username()).getBytes(StandardCharsets.UTF_8)))
                .thenComparing(Candidate::username);
        return able.stream()
                .min(fairest)
                .map(chosen -> new ChosenMediator(chosen.username(), why(chosen, dispute.kind(), able.size())));
    }

    private static BilingualText why(Candidate chosen, DisputeKind kind, int able) {
        return new BilingualText(
                "可调解“" + kind.text().zh() + "”且无利害关系的调解员" + able + "人，" + chosen.name() + "在办" + chosen.openCases()
                        + "件，为最少",
                able + " can mediate \"" + kind.text().en() + "\" without a conflict of interest; " + chosen.name()
                        + " has " + chosen.openCases() + " open cases, the fewest");
    }
}
