package org.fengqiao.platform.security;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** What another system shows to be let in. Only a hash of it is kept: 256 random bits need no slow one. */
@Entity
@Table(name = "api_key")
class ApiKey extends PanacheEntityBase {
    @Id
    UUID id;

    String name;
    String keyHash;
    String scopes;
    String areaCode;
    String areaPath;
    Instant createdAt;
    String createdBy;
    Instant expiresAt;
    Instant revokedAt;

    Set<String> scopes() {
        return new TreeSet<>(Set.of(scopes.split(",")));
    }

    boolean isUsable(Instant at) {
        return revokedAt == null && at.isBefore(expiresAt);
    }

    void revoke(Instant at) {
        if (revokedAt == null) {
            revokedAt = at;
        }
    }
}
