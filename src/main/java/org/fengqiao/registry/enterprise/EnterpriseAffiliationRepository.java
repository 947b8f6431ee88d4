package org.fengqiao.registry.enterprise;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.fengqiao.registry.enterprise.EnterpriseAffiliations.AffiliationKind;

@ApplicationScoped
class EnterpriseAffiliationRepository
        implements PanacheRepositoryBase<EnterpriseAffiliation, EnterpriseAffiliation.Key> {
    private static final String VALID = " and validFrom <= ?1 and (validTo is null or validTo > ?1)";

    List<EnterpriseAffiliation> ofEnterprise(UUID enterprise, Instant at) {
        return list("enterpriseId = ?2" + VALID + " order by kind, username", at, enterprise);
    }

    List<EnterpriseAffiliation> ofUser(String username, AffiliationKind kind, Instant at) {
        return list("username = ?2 and kind = ?3" + VALID, at, username, kind);
    }

    List<EnterpriseAffiliation> open(String username, UUID enterprise, AffiliationKind kind) {
        return list(
                "username = ?1 and enterpriseId = ?2 and kind = ?3 and validTo is null", username, enterprise, kind);
    }
}
