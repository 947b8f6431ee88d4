package org.fengqiao.platform.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.platform.text.BilingualText;

/**
 * Refuses changes another site makes a browser send. The session cookie is SameSite=Strict already; this holds for
 * older browsers and for sub-domains as well. Every browser of the last years says where a POST comes from, so one
 * with a session that does not say it is refused; a script without a session need not say.
 */
@ApplicationScoped
class SameOriginFilter {
    /** Before signing in (200), so that nothing is done for a request from elsewhere. */
    private static final int PRIORITY = 250;

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    @Inject
    ProblemWriter problems;

    @ConfigProperty(name = "quarkus.http.auth.form.cookie-name")
    String sessionCookie;

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (SAFE.contains(request.method()) || isOurs(request)) {
            context.next();
            return;
        }
        problems.send(
                context,
                403,
                "other-origin",
                new BilingualText(
                        "请求不是从本系统的页面发出的，已拒绝。请在本系统的页面上操作；程序请用 HTTP Basic 或接口密钥，不要用会话 Cookie。",
                        "This request does not come from a page of this system and was refused. Act on a page of this"
                                + " system; a program uses HTTP Basic or an API key, not the session cookie."));
    }

    private boolean isOurs(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        String origin = request.getHeader("Origin");
        if (origin != null) {
            return isSameHost(origin, request);
        }
        return request.getCookie(sessionCookie) == null;
    }

    private static boolean isSameHost(String origin, HttpServerRequest request) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(String.valueOf(request.authority()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
