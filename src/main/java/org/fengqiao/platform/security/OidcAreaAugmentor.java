package org.fengqiao.platform.security;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Gives people who signed in at an identity provider their area, from the claim {@code fengqiao_area}, and keeps only
 * the roles of people: no token can claim the scope of a system. Without the claim they have no area and see nothing.
 */
@ApplicationScoped
class OidcAreaAugmentor implements SecurityIdentityAugmentor {
    private static final String CLAIM = "fengqiao_area";

    @Inject
    AreaPaths areas;

    @Inject
    SignIns signIns;

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return identity.getPrincipal() instanceof JsonWebToken token
                ? context.runBlocking(() -> withArea(identity, token))
                : Uni.createFrom().item(identity);
    }

    private SecurityIdentity withArea(SecurityIdentity identity, JsonWebToken token) {
        Set<String> roles = identity.getRoles().stream()
                .filter(role -> !role.startsWith("scope:"))
                .collect(Collectors.toCollection(HashSet::new));
        // Roles that stand alone do so in tokens too: beside others, care and enterprise are dropped.
        if (roles.size() > 1) roles.removeAll(Set.of(Roles.CARE_STAFF, Roles.ENTERPRISE));
        QuarkusSecurityIdentity.Builder builder = QuarkusSecurityIdentity.builder()
                .setPrincipal(identity.getPrincipal())
                .addCredentials(identity.getCredentials())
                .addAttributes(identity.getAttributes())
                .addRoles(roles);
        Optional<String> code = token.claim(CLAIM).map(Object::toString);
        code.flatMap(areas::find).ifPresent(path -> builder.addAttribute(SecurityIdentities.AREA_CODE, code.get())
                .addAttribute(SecurityIdentities.AREA_PATH, path));
        SecurityIdentity person = builder.build();
        signIns.record(person);
        return person;
    }
}
