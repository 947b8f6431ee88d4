package org.fengqiao.pages.shell;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The address of a page, which is its state: links are made of it by setting or leaving out parameters. */
public final class PageAddress {
    private final String path;
    private final Map<String, String> parameters;

    private PageAddress(String path, Map<String, String> parameters) {
        this.path = path;
        this.parameters = parameters;
    }

    static PageAddress of(RoutingContext context) {
        Map<String, String> parameters = new LinkedHashMap<>();
        MultiMap given = context.queryParams();
        given.names().forEach(name -> parameters.put(name, given.get(name)));
        return new PageAddress(context.normalizedPath(), parameters);
    }

    /** Of a page of ours, as a form sends it back; empty for anything else, so that nobody is led elsewhere. */
    public static Optional<PageAddress> parse(String text) {
        if (text == null || !text.matches("/(desk|alerts|enterprises)([/?].*)?")) return Optional.empty();
        int mark = text.indexOf('?');
        if (mark < 0) return Optional.of(of(text));
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : text.substring(mark + 1).split("&")) {
            int equal = pair.indexOf('=');
            if (equal > 0) parameters.put(decode(pair.substring(0, equal)), decode(pair.substring(equal + 1)));
        }
        return Optional.of(new PageAddress(text.substring(0, mark), parameters));
    }

    public static PageAddress of(String path) {
        return new PageAddress(path, Map.of());
    }

    public String path() {
        return path;
    }

    /** Null if it is not there. */
    public String get(String name) {
        return parameters.get(name);
    }

    /** With a parameter; without it if the value is null or empty. */
    public PageAddress with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        if (value == null || value.isEmpty()) changed.remove(name);
        else changed.put(name, value);
        return new PageAddress(path, changed);
    }

    public PageAddress without(String... names) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        for (String name : names) changed.remove(name);
        return new PageAddress(path, changed);
    }

    @Override
    public String toString() {
        if (parameters.isEmpty()) return path;
        return path + "?"
                + parameters.entrySet().stream()
                        .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                        .collect(Collectors.joining("&"));
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
