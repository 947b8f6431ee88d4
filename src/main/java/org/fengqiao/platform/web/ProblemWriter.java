package org.fengqiao.platform.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.text.BilingualText;

/** Writes a refusal the way its reader reads: problem+json for programs, a page for people. */
@ApplicationScoped
class ProblemWriter {
    /** Of every 503: a database that was restarted is back within seconds. */
    private static final String RETRY_AFTER_SECONDS = "5";

    @Inject
    ObjectMapper json;

    @Inject
    @Location("shell/error")
    Template page;

    /** Everything below /api and /q is for programs, the rest for people in a browser. */
    static boolean isPage(RoutingContext context) {
        String path = context.normalizedPath();
        return !path.startsWith("/api/") && !path.startsWith("/q/");
    }

    Response response(RoutingContext context, ProblemException failure) {
        return response(
                context,
                failure.kind().httpStatus(),
                failure.code(),
                new BilingualText(failure.zh(), failure.en()),
                List.of());
    }

    Response response(RoutingContext context, int status, String code, BilingualText text, List<Problem.Field> errors) {
        Language language = Language.of(context);
        Problem problem = Problem.of(status, code, text, errors, context.normalizedPath(), language);
        Response.ResponseBuilder response = Response.status(status).header("Content-Language", language.tag());
        if (status == 503) response.header("Retry-After", RETRY_AFTER_SECONDS);
        if (isPage(context)) {
            String html = page.data("problem", problem)
                    .data("zh", language == Language.ZH)
                    .data("lang", language.tag())
                    .render();
            return response.type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                    .entity(html)
                    .build();
        }
        return response.type(Problem.MEDIA_TYPE).entity(write(problem)).build();
    }

    void send(RoutingContext context, ProblemException failure) {
        send(context, failure.kind().httpStatus(), failure.code(), new BilingualText(failure.zh(), failure.en()));
    }

    /** For refusals before a request reaches an endpoint. */
    void send(RoutingContext context, int status, String code, BilingualText text) {
        Problem problem = Problem.of(status, code, text, List.of(), context.normalizedPath(), Language.of(context));
        if (status == 503) context.response().putHeader("Retry-After", RETRY_AFTER_SECONDS);
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(write(problem));
    }

    private String write(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem is plain text and numbers", e);
        }
    }
}
