package org.fengqiao.platform.delivery;

import java.net.URI;
import java.util.List;

/**
 * The only origins a caller may send to, so that nobody can make this server call what only it can reach. An origin
 * without a port stands for every port; plain http is allowed only for an origin that is written so.
 */
public record AllowedOrigins(List<URI> origins) {
    /** The origin of one address. */
    public static AllowedOrigins of(URI address) {
        return new AllowedOrigins(List.of(address));
    }

    /** Blank texts are left out, as a setting that ends in a comma has one. */
    public static AllowedOrigins parse(List<String> origins) {
        return new AllowedOrigins(origins.stream()
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .map(URI::create)
                .toList());
    }

    public boolean allows(URI uri) {
        return uri.getHost() != null
                && uri.getUserInfo() == null
                && origins.stream()
                        .anyMatch(origin -> origin.getScheme().equalsIgnoreCase(uri.getScheme())
                                && origin.getHost().equalsIgnoreCase(uri.getHost())
                                && (origin.getPort() == -1 || origin.getPort() == uri.getPort()));
    }
}
