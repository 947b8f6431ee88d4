package org.fengqiao.registry.enterprise;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;

/** Which people are affiliated with which enterprise. */
@ApplicationScoped
@Transactional
public class EnterpriseAffiliations {
    /** How somebody is affiliated with an enterprise. */
    public enum AffiliationKind {
        /** Answers on its behalf, with an account that can do nothing else. */
        SPEAKS_FOR,
        /** Works there, and serves as an information officer. */
        EMPLOYED_BY
    }

    public record Affiliation(String username, AffiliationKind kind, Instant from, String madeBy) {}

    private final EnterpriseAffiliationRepository affiliations;

    EnterpriseAffiliations(EnterpriseAffiliationRepository affiliations) {
        this.affiliations = affiliations;
    }

    /** Does nothing if the affiliation exists. */
    public void add(String username, UUID enterprise, AffiliationKind kind, String by, Instant at) {
        Set<UUID> current = enterprises(username, kind, at);
        if (current.contains(enterprise)) return;
        if (kind == AffiliationKind.SPEAKS_FOR && !current.isEmpty()) throw speaksForAnother(username);
        affiliations.persist(new EnterpriseAffiliation(username, enterprise, kind, by, at));
    }

    /** Does nothing if there is no such affiliation. */
    public void end(String username, UUID enterprise, AffiliationKind kind, Instant at) {
        affiliations.open(username, enterprise, kind).forEach(affiliation -> affiliation.end(at));
    }

    /** Who is affiliated with an enterprise at a moment. */
    public List<Affiliation> of(UUID enterprise, Instant at) {
        return affiliations.ofEnterprise(enterprise, at).stream()
                .map(affiliation -> new Affiliation(
                        affiliation.username, affiliation.kind, affiliation.validFrom, affiliation.madeBy))
                .toList();
    }

    /** The enterprise an account speaks for. */
    public Optional<UUID> representedEnterprise(String username, Instant at) {
        return enterprises(username, AffiliationKind.SPEAKS_FOR, at).stream().findFirst();
    }

    /** Whether somebody is affiliated with an enterprise, so that their report on it is not independent. */
    public boolean isAffiliated(String username, UUID enterprise, Instant at) {
        return affiliatedUsers(enterprise, at).contains(username);
    }

    /** Everybody who is affiliated with an enterprise in any way. */
    public Set<String> affiliatedUsers(UUID enterprise, Instant at) {
        return affiliations.ofEnterprise(enterprise, at).stream()
                .map(affiliation -> affiliation.username)
                .collect(Collectors.toSet());
    }

    /** The enterprises that employ somebody. */
    public Set<UUID> employersOf(String username, Instant at) {
        return enterprises(username, AffiliationKind.EMPLOYED_BY, at);
    }

    private Set<UUID> enterprises(String username, AffiliationKind kind, Instant at) {
        return affiliations.ofUser(username, kind, at).stream()
                .map(affiliation -> affiliation.enterpriseId)
                .collect(Collectors.toSet());
    }

    private static ProblemException speaksForAnother(String username) {
        return new ProblemException(
                ErrorKind.WRONG_STATE,
                "speaks-for-another",
                "账号“" + username + "”已代表另一家企业。请先解除，或为这家企业另开账号。",
                "The account \"" + username + "\" speaks for another enterprise. End that first, or open an account for"
                        + " this one.");
    }
}
