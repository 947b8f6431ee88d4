package org.fengqiao.registry.enterprise;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.fengqiao.registry.enterprise.EnterpriseAffiliations.AffiliationKind;

/** A person's affiliation with an enterprise; ended, never deleted. */
@Entity
@Table(name = "enterprise_affiliation")
@IdClass(EnterpriseAffiliation.Key.class)
class EnterpriseAffiliation {
    record Key(String username, UUID enterpriseId, AffiliationKind kind, Instant validFrom) {}

    @Id
    String username;

    @Id
    UUID enterpriseId;

    @Id
    @Enumerated(EnumType.STRING)
    AffiliationKind kind;

    @Id
    Instant validFrom;

    Instant validTo;
    String madeBy;

    protected EnterpriseAffiliation() {}

    EnterpriseAffiliation(String username, UUID enterpriseId, AffiliationKind kind, String madeBy, Instant validFrom) {
        this.username = username;
        this.enterpriseId = enterpriseId;
        this.kind = kind;
        this.madeBy = madeBy;
        this.validFrom = validFrom;
    }

    void end(Instant at) {
        validTo = at;
    }
}
