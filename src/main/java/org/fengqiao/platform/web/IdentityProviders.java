package org.fengqiao.platform.web;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.BaseAuthenticationRequest;
import io.quarkus.security.identity.request.TrustedAuthenticationRequest;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.fengqiao.platform.security.AccountLogin;
import org.fengqiao.platform.security.ApiKeyLogin;

/** The three ways to sign in (password, session, API key). All read the database, so none runs on an event loop. */
final class IdentityProviders {
    private IdentityProviders() {}

    static final class ApiKeyRequest extends BaseAuthenticationRequest {
        private final String key;

        ApiKeyRequest(String key) {
            this.key = key;
        }
    }

    @ApplicationScoped
    static class ByPassword implements IdentityProvider<UsernamePasswordAuthenticationRequest> {
        @Inject
        AccountLogin login;

        @Override
        public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
            return UsernamePasswordAuthenticationRequest.class;
        }

        @Override
        public Uni<SecurityIdentity> authenticate(
                UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
            String password = new String(request.getPassword().getPassword());
            return context.runBlocking(() -> login.byPassword(request.getUsername(), password));
        }
    }

    @ApplicationScoped
    static class BySession implements IdentityProvider<TrustedAuthenticationRequest> {
        @Inject
        AccountLogin login;

        @Override
        public Class<TrustedAuthenticationRequest> getRequestType() {
            return TrustedAuthenticationRequest.class;
        }

        @Override
        public Uni<SecurityIdentity> authenticate(
                TrustedAuthenticationRequest request, AuthenticationRequestContext context) {
            return context.runBlocking(() -> login.bySession(request.getPrincipal()));
        }
    }

    @ApplicationScoped
    static class ByKey implements IdentityProvider<ApiKeyRequest> {
        @Inject
        ApiKeyLogin login;

        @Override
        public Class<ApiKeyRequest> getRequestType() {
            return ApiKeyRequest.class;
        }

        @Override
        public Uni<SecurityIdentity> authenticate(ApiKeyRequest request, AuthenticationRequestContext context) {
            return context.runBlocking(() -> login.byKey(request.key));
        }
    }
}
