package org.fengqiao.platform;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import org.fengqiao.platform.web.IdentityProvider;

/**
 * What the other tests leave off and an installation has on: an identity provider, a mail server, web hooks on this
 * machine, and the throttle of alerts, which would be in the way of tests that share one source. One profile for all who
 * need some of it, as each profile is an application of its own.
 */
public class AsInstalled implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                Map.entry("fengqiao.suppression.throttle.floor", "20"),
                Map.entry("quarkus.oidc.tenant-enabled", "true"),
                Map.entry("quarkus.oidc.application-type", "service"),
                Map.entry("quarkus.oidc.public-key", IdentityProvider.publicKey()),
                Map.entry("quarkus.http.auth.roles-mapping.clerk", "labour-officer"),
                Map.entry("quarkus.mailer.port", Integer.toString(freePort())),
                Map.entry("quarkus.mailer.host", "127.0.0.1"),
                Map.entry("fengqiao.delivery.mail-from", "fengqiao@example.gov.cn"),
                Map.entry("fengqiao.delivery.origins", "http://127.0.0.1"),
                Map.entry("fengqiao.delivery.stream-length", "PT1H"));
    }

    /** Below those the system gives to outgoing connections: between two tests one of them might take it. */
    private static int freePort() {
        for (int port = 20_000; port < 30_000; port++) {
            try (ServerSocket free = new ServerSocket(port)) {
                return free.getLocalPort();
            } catch (IOException e) {
                // taken
            }
        }
        throw new IllegalStateException("no port is free");
    }
}
