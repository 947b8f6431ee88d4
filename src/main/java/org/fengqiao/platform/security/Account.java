package org.fengqiao.platform.security;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A person who may sign in. Never deleted, so that the audit trail keeps its names; disabled instead. */
@Entity
@Table(name = "account")
class Account extends PanacheEntityBase {
    @Id
    UUID id;

    String username;
    String passwordHash;
    String displayName;
    String roles;
    String areaCode;
    String areaPath;
    boolean oneTime;
    Instant createdAt;
    Instant disabledAt;

    static Optional<Account> findByUsername(String username) {
        return find("username", username).firstResultOptional();
    }

    Set<Role> roles() {
        return Role.of(roles.isEmpty() ? List.of() : List.of(roles.split(",")));
    }

    boolean isEnabled() {
        return disabledAt == null;
    }

    void disable(Instant at) {
        if (isEnabled()) {
            disabledAt = at;
        }
    }

    void changePassword(String hash) {
        passwordHash = hash;
        oneTime = false;
    }

    void resetPassword(String hash) {
        passwordHash = hash;
        oneTime = true;
    }
}
