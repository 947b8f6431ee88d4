package org.fengqiao.platform.security;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.platform.ProblemException;

/** Who is calling, and the part of the city that is theirs: their area and everything below it. */
@RequestScoped
public class Caller {
    private final SecurityIdentity identity;

    @Inject
    Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    public String username() {
        return identity.getPrincipal().getName();
    }

    /** The id of the account; somebody who signed in elsewhere has only a name, so the id is derived from it. */
    public UUID accountId() {
        UUID id = identity.getAttribute(SecurityIdentities.ACCOUNT_ID);
        return id != null ? id : UUID.nameUUIDFromBytes(username().getBytes(StandardCharsets.UTF_8));
    }

    /** Roles of a person, scopes of a system. */
    public Set<String> roles() {
        return identity.getRoles();
    }

    public boolean hasRole(Role role) {
        return identity.hasRole(role.key());
    }

    public boolean isSystem() {
        return Boolean.TRUE.equals(identity.getAttribute(SecurityIdentities.SYSTEM));
    }

    public String areaCode() {
        return area(SecurityIdentities.AREA_CODE);
    }

    /** The path of the caller's area with its closing dot; empty for the whole. */
    public String areaPath() {
        return area(SecurityIdentities.AREA_PATH);
    }

    /** For {@code area_path like ?}: codes hold no wildcard, so the path needs no escaping. */
    public String areaPrefix() {
        return areaPath() + "%";
    }

    public boolean covers(String path) {
        return path.startsWith(areaPath());
    }

    public void requireArea(String path) {
        if (!covers(path)) {
            throw ProblemException.forbidden(
                    "outside-your-area",
                    "这条记录不在您的辖区（" + areaCode() + "）内。如工作需要，请联系系统管理员调整您的辖区，或请该辖区的经办人处理。",
                    "This is outside your area (" + areaCode() + "). If your work needs it, ask your administrator to"
                            + " change your area, or ask an officer of that area to act.");
        }
    }

    private String area(String attribute) {
        String value = identity.getAttribute(attribute);
        if (value == null) {
            throw ProblemException.forbidden(
                    "no-area",
                    "您的账号没有设定辖区，因此看不到任何记录。请联系系统管理员设定。",
                    "Your account has no area, so you can see no records. Ask your administrator to set one.");
        }
        return value;
    }
}
