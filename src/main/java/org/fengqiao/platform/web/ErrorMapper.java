package org.fengqiao.platform.web;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.google.common.base.Throwables;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Collectors;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.jdbc.SqlExceptionTranslator;
import org.fengqiao.platform.text.BilingualText;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where an error becomes an answer; those of signing in are in {@link SecurityErrorMapper}. */
@Singleton
class ErrorMapper {
    private static final Logger LOG = Logger.getLogger(ErrorMapper.class);
    private static final BilingualText MALFORMED_VALUE = new BilingualText(
            "有一个参数的值格式不对（例如应为数字）。请对照 /q/openapi 改正后重试。",
            "The value of a parameter is malformed, no number where one is needed for example. Compare it with /q/openapi"
                    + " and send again.");

    @Inject
    ProblemWriter problems;

    @Inject
    Violations violations;

    @Inject
    Ids ids;

    @ServerExceptionMapper
    Response failure(ProblemException failure, RoutingContext context) {
        return problems.response(context, failure);
    }

    @ServerExceptionMapper
    Response violation(ConstraintViolationException e, RoutingContext context) {
        if (violations.areOurs(e)) {
            return unexpected(e, context);
        }
        List<Problem.Field> fields = violations.fields(e);
        BilingualText text = new BilingualText(
                "请求中有 " + fields.size() + " 处不符合要求："
                        + fields.stream().map(f -> f.field() + " " + f.zh()).collect(Collectors.joining("；"))
                        + "。请改正后重试。",
                fields.size() + " of the values sent cannot be used: "
                        + fields.stream().map(f -> f.field() + " " + f.en()).collect(Collectors.joining("; "))
                        + ". Correct them and send again.");
        return problems.response(context, 400, "invalid-values", text, fields);
    }

    @ServerExceptionMapper
    Response mismatch(MismatchedInputException e, RoutingContext context) {
        return malformed(e, context);
    }

    @ServerExceptionMapper
    Response web(WebApplicationException e, RoutingContext context) {
        int status = e.getResponse().getStatus();
        if (e.getCause() instanceof JsonProcessingException json) {
            return malformed(json, context);
        }
        if (status >= 500) {
            return unexpected(e, context);
        }
        // The framework would answer that there is nothing at this address.
        if (status == 404 && e.getCause() instanceof IllegalArgumentException) {
            return problems.response(context, 400, "value-malformed", MALFORMED_VALUE, List.of());
        }
        // A redirect is an answer, not an error.
        return status < 400
                ? e.getResponse()
                : problems.response(context, status, code(status), text(status), List.of());
    }

    @ServerExceptionMapper
    Response unexpected(Exception e, RoutingContext context) {
        return SqlExceptionTranslator.translate(e)
                .map(failure -> databaseFailure(failure, context))
                .orElseGet(() -> internalError(e, context));
    }

    private Response databaseFailure(ProblemException failure, RoutingContext context) {
        log(failure, context);
        return problems.response(context, failure);
    }

    /** What the database said names tables and values, so it goes to the log and not to the caller. */
    private static void log(ProblemException failure, RoutingContext context) {
        LOG.warnf(
                "Answered %d at %s %s: %s",
                failure.kind().httpStatus(),
                context.request().method(),
                context.normalizedPath(),
                Throwables.getRootCause(failure));
    }

    /** For addresses without an endpoint of ours, such as the metrics, whose callers are looked up all the same. */
    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(context -> SqlExceptionTranslator.translate(
                        context.failure())
                .ifPresentOrElse(
                        failure -> {
                            log(failure, context);
                            problems.send(context, failure);
                        },
                        context::next));
    }

    private Response internalError(Exception e, RoutingContext context) {
        String id = ids.next().toString();
        LOG.errorf(e, "Error %s at %s %s", id, context.request().method(), context.normalizedPath());
        BilingualText text = new BilingualText(
                "系统内部出错，没有完成。请稍后重试；如仍出错，请把编号 " + id + " 告诉系统管理员。",
                "Something went wrong on our side and nothing was done. Try again later; if it stays, give your"
                        + " administrator this number: " + id);
        return problems.response(context, 500, "internal-error", text, List.of());
    }

    private Response malformed(JsonProcessingException e, RoutingContext context) {
        if (e instanceof UnrecognizedPropertyException unknown) return unknownField(unknown, context);
        JsonLocation at = e.getLocation();
        String field = e instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                        .collect(Collectors.joining("."))
                : "";
        String zh = at == null ? "" : "第 " + at.getLineNr() + " 行第 " + at.getColumnNr() + " 列";
        String en = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        BilingualText text = new BilingualText(
                "请求内容不是这里需要的 JSON" + (field.isEmpty() ? "" : "，字段 " + field) + (at == null ? "" : "，" + zh)
                        + "。请对照 /q/openapi 改正后重试。",
                "The body is not the JSON expected here" + (field.isEmpty() ? "" : ", field " + field) + en
                        + ". Compare it with /q/openapi and send again.");
        return problems.response(context, 400, "malformed-json", text, List.of());
    }

    private Response unknownField(UnrecognizedPropertyException e, RoutingContext context) {
        List<String> known =
                e.getKnownPropertyIds().stream().map(String::valueOf).toList();
        return problems.response(context, UnknownNames.field(e.getPropertyName(), known));
    }

    private static String code(int status) {
        return switch (status) {
            case 404 -> "not-found";
            case 405 -> "method-not-allowed";
            case 406 -> "not-acceptable";
            case 413 -> "too-large";
            case 415 -> "unsupported-media-type";
            default -> "bad-request";
        };
    }

    private static BilingualText text(int status) {
        return switch (status) {
            case 404 ->
                new BilingualText(
                        "这里什么也没有。请检查地址；全部接口见 /q/openapi。",
                        "There is nothing here. Check the address; /q/openapi lists all.");
            case 405 ->
                new BilingualText(
                        "这个地址不支持该请求方法。可用的方法见 /q/openapi。", "This address does not take that method. See /q/openapi.");
            case 406 ->
                new BilingualText(
                        "无法按请求的格式（Accept）回答。请用 application/json。",
                        "No answer in the format of Accept. Ask for application/json.");
            case 413 -> new BilingualText("请求内容过大。请分成几次发送。", "The body is too large. Send it in parts.");
            case 415 ->
                new BilingualText(
                        "不支持请求内容的格式（Content-Type）。请用 application/json。",
                        "The Content-Type is not taken here. Send application/json.");
            default ->
                new BilingualText(
                        "请求有误。请对照 /q/openapi 改正后重试。",
                        "The request is wrong. Compare it with /q/openapi and send again.");
        };
    }
}
