package org.fengqiao.platform.web;

import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fengqiao.platform.audit.AuditTrail;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * One audit entry per authenticated call, reads included: who, method and path template, the first path parameter as
 * its subject, the status. Queries and bodies may hold personal data and are never recorded. An answer
 * waits for its entry: if that cannot be written, the call fails.
 */
@Singleton
class AuditFilter {
    private static final Pattern PARAMETER = Pattern.compile("\\{\\s*(\\w+)");
    /** An id, the code of an area, a user name; whatever else stands in a path may be somebody's number. */
    private static final Pattern SUBJECT = Pattern.compile(
            "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|(?:\\d|\\d{4}|\\d{6}|\\d{9}|\\d{12})(?:G\\d{2,4})?"
                    + "|[A-Za-z][A-Za-z0-9._-]{0,63}");

    @Inject
    AuditTrail trail;

    @Inject
    CurrentIdentityAssociation current;

    @ServerResponseFilter
    void record(ContainerRequestContext request, ContainerResponseContext response, ResourceInfo info) {
        Method method = info == null ? null : info.getResourceMethod();
        if (method == null || method.isAnnotationPresent(PermitAll.class) || response.getStatus() == 401) {
            return;
        }
        if (response.getStatus() >= 500 && !BlockingOperationControl.isBlockingAllowed()) {
            return; // Who calls could not be looked up, so nobody known has seen or changed anything.
        }
        SecurityIdentity identity = current.getIdentity();
        if (identity.isAnonymous()) {
            return;
        }
        String actor = identity.getPrincipal().getName();
        String template = path(info.getResourceClass()) + path(method);
        String action = request.getMethod() + " " + template;
        String subject = subject(template, request.getUriInfo().getPathParameters());
        String status = String.valueOf(response.getStatus());
        if (BlockingOperationControl.isBlockingAllowed()) {
            trail.recordCall(actor, action, subject, status);
        } else {
            // Only a refusal by role ends on the event loop; it discloses nothing, so it need not wait for its entry.
            Infrastructure.getDefaultExecutor().execute(() -> trail.recordCall(actor, action, subject, status));
        }
    }

    private static String subject(String template, MultivaluedMap<String, String> parameters) {
        Matcher first = PARAMETER.matcher(template);
        String value = first.find() ? parameters.getFirst(first.group(1)) : null;
        return value == null || SUBJECT.matcher(value).matches() ? value : "(not an id)";
    }

    private static String path(AnnotatedElement element) {
        Path path = element.getAnnotation(Path.class);
        if (path == null || path.value().isEmpty() || path.value().equals("/")) {
            return "";
        }
        return path.value().startsWith("/") ? path.value() : "/" + path.value();
    }
}
