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
 * Who mediates: somebody who handles such disputes and is neither bound to the enterprise nor refused by a party. Of
 * several the one with the fewest open cases, then the one who has waited longest for a case, then as the case's number
 * falls, so that nobody is first for ever.
 */
final class MediatorChoice {
    /** @param lastCaseAt null for nobody's case yet */
    record Candidate(
            String username,
            Set<DisputeKind> kinds,
            Set<UUID> conflictsWith,
            int openCases,
            int maxOpenCases,
            Instant lastCaseAt) {}

    record ChosenMediator(String username, BilingualText why) {}

    private MediatorChoice() {}

    static Optional<ChosenMediator> of(
            Collection<Candidate> candidates,
            DisputeKind kind,
            UUID enterprise,
            UUID caseId,
            Collection<String> recused) {
        List<Candidate> able = candidates.stream()
                .filter(one -> one.kinds().contains(kind)
                        && !one.conflictsWith().contains(enterprise)
                        && !recused.contains(one.username())
                        && one.openCases() < one.maxOpenCases())
                .toList();
        Comparator<Candidate> fairest = Comparator.comparingInt(Candidate::openCases)
                .thenComparing(Candidate::lastCaseAt, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(
                        one -> UUID.nameUUIDFromBytes((caseId + one.username()).getBytes(StandardCharsets.UTF_8)))
                .thenComparing(Candidate::username);
        return able.stream().min(fairest).map(one -> new ChosenMediator(one.username(), why(one, kind, able.size())));
    }

    private static BilingualText why(Candidate one, DisputeKind kind, int able) {
        return new BilingualText(
                "可调解“" + kind.text().zh() + "”且无利害关系的调解员" + able + "人，" + one.username() + "在办" + one.openCases()
                        + "件，为最少",
                able + " can mediate \"" + kind.text().en() + "\" and are not bound to either side; " + one.username()
                        + " has " + one.openCases() + " open cases, the fewest");
    }
}
