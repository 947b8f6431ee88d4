package org.fengqiao.pages.shell;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.fengqiao.platform.web.Language;

/** Remembers the language that somebody chose, so that no link has to carry it. */
@ApplicationScoped
class LanguageChoice {
    private static final int PRIORITY = 100;
    private static final Duration REMEMBERED = Duration.ofDays(365);

    void register(@Observes Filters filters) {
        filters.register(this::remember, PRIORITY);
    }

    private void remember(RoutingContext context) {
        if (context.request().getParam("lang") != null
                && !context.normalizedPath().startsWith("/api/")) {
            context.response()
                    .addCookie(
                            Cookie.cookie(Language.COOKIE, Language.of(context).tag())
                                    .setPath("/")
                                    .setMaxAge(REMEMBERED.toSeconds())
                                    .setHttpOnly(true)
                                    .setSameSite(CookieSameSite.LAX));
        }
        context.next();
    }
}
