package org.fengqiao.platform.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** One row of endpoints.csv. */
record Endpoint(String method, String path, Set<String> allowed, String elsewhere) {
    private static final String SOME_ID = "00000000-0000-7000-8000-000000000000";

    static List<Endpoint> table() {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(Endpoint.class.getResourceAsStream("/endpoints.csv"), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("method,") && !line.isBlank())
                    .map(Endpoint::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Endpoint parse(String line) {
        String[] columns = line.split(",", -1);
        return new Endpoint(columns[0], columns[1], Set.of(columns[2].split(" ")), columns[3]);
    }

    boolean isPublic() {
        return allowed.contains("public");
    }

    /** Needs an identity provider, which tests have none of; without identity it is refused like any other. */
    boolean isForOrganisation() {
        return allowed.contains("organisation");
    }

    boolean admits(String role) {
        return isPublic() || allowed.contains("anyone") || allowed.contains(role);
    }

    /** Whether it addresses a row that belongs to an area. */
    boolean hasRows() {
        return path.contains("{") && !elsewhere.equals("open");
    }

    /** Health and the like do not come from a resource class. */
    boolean isResource() {
        return !path.startsWith("/q/");
    }

    String signature() {
        return method + " " + path;
    }

    /** With a made-up id for each path parameter, so that whoever is let in finds nothing to change. */
    String address() {
        return path.replaceAll("\\{[^}]+}", SOME_ID);
    }

    @Override
    public String toString() {
        return signature();
    }
}
