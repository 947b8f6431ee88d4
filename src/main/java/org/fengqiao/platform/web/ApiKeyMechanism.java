package org.fengqiao.platform.web;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.fengqiao.platform.security.ApiKeys;

/** Takes {@code Authorization: Bearer fqk_…} before OIDC does, whose tokens come under the same scheme. */
@ApplicationScoped
class ApiKeyMechanism implements HttpAuthenticationMechanism {
    private static final String START = "Bearer " + ApiKeys.PREFIX;

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        String header = context.request().getHeader("Authorization");
        return header != null && header.startsWith(START)
                ? identities.authenticate(new IdentityProviders.ApiKeyRequest(header.substring("Bearer ".length())))
                : Uni.createFrom().nullItem();
    }

    /** A program gets 401; a person is left to the form mechanism, which redirects to the login page. */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return ProblemWriter.isPage(context)
                ? Uni.createFrom().nullItem()
                : Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer realm=\"fengqiao\""));
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        return ProblemWriter.isPage(context)
                ? Uni.createFrom().item(false)
                : HttpAuthenticationMechanism.super.sendChallenge(context);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(IdentityProviders.ApiKeyRequest.class);
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return Uni.createFrom()
                .item(new HttpCredentialTransport(HttpCredentialTransport.Type.AUTHORIZATION, "bearer", "api-key"));
    }

    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 2000;
    }
}
