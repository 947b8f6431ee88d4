package org.fengqiao.platform.web;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.security.SecurityIdentities;
import org.fengqiao.platform.text.BilingualText;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Not signed in, sign-in failed, or not allowed: a page redirects to the right one, a program gets a problem. */
@Singleton
class SecurityErrorMapper {
    @Inject
    ProblemWriter problems;

    @Inject
    CurrentIdentityAssociation current;

    @ServerExceptionMapper
    Uni<Response> anonymous(UnauthorizedException e, RoutingContext context) {
        return signIn(
                context,
                "sign-in-needed",
                new BilingualText(
                        "这里需要登录：请用用户名和密码（HTTP Basic），或在 Authorization: Bearer 中给出接口密钥。",
                        "Sign in to use this: user name and password by HTTP Basic, or an API key in Authorization:"
                                + " Bearer."));
    }

    @ServerExceptionMapper
    Uni<Response> refused(AuthenticationFailedException e, RoutingContext context) {
        return signIn(
                context,
                "sign-in-failed",
                new BilingualText(
                        "登录失败：用户名、密码或密钥不对，或已停用、过期。连续五次错误后要等一分钟。如忘记密码，请联系系统管理员。",
                        "Signing in failed: the user name, password or key is wrong, disabled or expired. After five"
                                + " wrong tries wait a minute. If you forgot your password, ask your administrator."));
    }

    @ServerExceptionMapper
    Uni<Response> forbidden(ForbiddenException e, RoutingContext context) {
        return current.getDeferredIdentity().map(identity -> {
            boolean oneTime = Boolean.TRUE.equals(identity.getAttribute(SecurityIdentities.ONE_TIME));
            if (oneTime && ProblemWriter.isPage(context)) {
                return Response.seeOther(URI.create("/password")).build();
            }
            return problems.response(context, oneTime ? changePassword() : wrongRole());
        });
    }

    private static ProblemException changePassword() {
        return ProblemException.forbidden(
                "one-time-password",
                "您用的是一次性密码，请先修改：在页面 /password，或 POST /api/v1/me/password。",
                "You signed in with a one-time password. Change it first, on the page /password or by POST"
                        + " /api/v1/me/password.");
    }

    private static ProblemException wrongRole() {
        return ProblemException.forbidden(
                "role-missing",
                "您的角色或密钥的授权范围不包括这项操作。您的角色见 /api/v1/me；如工作需要，请联系系统管理员。",
                "Your roles, or the scopes of your key, do not include this. See /api/v1/me for what you have; if"
                        + " your work needs it, ask your administrator.");
    }

    private Uni<Response> signIn(RoutingContext context, String code, BilingualText text) {
        if (!ProblemWriter.isPage(context)) {
            Response problem = problems.response(context, 401, code, text, List.of());
            // Not "Basic": a browser would ask for a password in a window of its own, and remember it.
            return Uni.createFrom()
                    .item(Response.fromResponse(problem)
                            .header("WWW-Authenticate", "Bearer realm=\"fengqiao\"")
                            .build());
        }
        HttpAuthenticator authenticator = context.get(HttpAuthenticator.class.getName());
        return authenticator == null
                ? Uni.createFrom().item(login())
                : authenticator.getChallenge(context).map(this::challenge);
    }

    /** The challenge of the form also remembers where the person wanted to go. */
    private Response challenge(ChallengeData challenge) {
        if (challenge == null || challenge.status != 302) {
            return login();
        }
        Response.ResponseBuilder response = Response.status(challenge.status);
        challenge.getHeaders().forEach((name, value) -> response.header(name.toString(), value));
        return response.build();
    }

    private static Response login() {
        return Response.seeOther(URI.create("/login")).build();
    }
}
