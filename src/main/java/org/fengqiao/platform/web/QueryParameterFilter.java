package org.fengqiao.platform.web;

import jakarta.inject.Singleton;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses query parameters that the method of the endpoint does not declare, whichever endpoint it is. */
@Singleton
class QueryParameterFilter {
    /** Every endpoint takes it, see {@link Language}. */
    private static final String LANGUAGE = "lang";

    private final Map<Method, Set<String>> declared = new ConcurrentHashMap<>();

    @ServerRequestFilter
    void refuseUnknown(ContainerRequestContext request, ResourceInfo endpoint) {
        Method method = endpoint == null ? null : endpoint.getResourceMethod();
        if (method == null) return;
        Set<String> known = declared.computeIfAbsent(method, QueryParameterFilter::declaredBy);
        for (String name : request.getUriInfo().getQueryParameters().keySet()) {
            if (!known.contains(name)) throw UnknownNames.parameter(name, known);
        }
    }

    private static Set<String> declaredBy(Method method) {
        Set<String> names = new TreeSet<>(Set.of(LANGUAGE));
        Arrays.stream(method.getParameters())
                .map(QueryParameterFilter::name)
                .flatMap(Optional::stream)
                .forEach(names::add);
        return names;
    }

    private static Optional<String> name(Parameter parameter) {
        QueryParam standard = parameter.getAnnotation(QueryParam.class);
        if (standard != null) return Optional.of(standard.value());
        RestQuery query = parameter.getAnnotation(RestQuery.class);
        return Optional.ofNullable(query)
                .map(RestQuery::value)
                .map(name -> name.isEmpty() ? parameter.getName() : name);
    }
}
