package org.fengqiao.platform.security;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Lets systems in by their key. The key is looked up at each request, so a revoked one is out at once. */
@ApplicationScoped
public class ApiKeyLogin {
    @Inject
    ApiKeys keys;

    public SecurityIdentity byKey(String secret) {
        return keys.usable(secret)
                .map(key -> SecurityIdentities.system(key.name, key.scopes(), key.areaCode, key.areaPath))
                .orElseThrow(AuthenticationFailedException::new);
    }
}
