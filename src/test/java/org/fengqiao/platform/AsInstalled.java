package org.fengqiao.platform;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import org.fengqiao.platform.web.IdentityProvider;

/**
 * What the other tests leave off and an installation has on: an identity provider, a mail server, web hooks and the
 * gateways of a network operator on this machine, and the throttle of alerts, which would be in the way of tests that share one source. One profile for all who
 * need some of it, as each profile is an application of its own.
 */
public class AsInstalled implements QuarkusTestProfile {
    public static final String GATEWAY_SECRET = "what only the gateways know";

    @Override
    public Map<String, String> getConfigOverrides() {
        String gateways = "http://127.0.0.1:" + freePort(25_000);
        return Map.ofEntries(
                Map.entry("fengqiao.sms.url", gateways + "/sms?app=fengqiao"),
                Map.entry("fengqiao.sms.headers", "Authorization: Bearer gateway-key\nX-Kind: notice"),
                Map.entry("fengqiao.sms.body", "{\"mobile\":\"{phone}\",\"content\":\"{text}\",\"seq\":\"{id}\"}"),
                Map.entry("fengqiao.sms.accepted", "\"code\"\\s*:\\s*\"0\""),
                Map.entry("fengqiao.sms.reference", "\"msgid\"\\s*:\\s*\"([^\"]+)\""),
                Map.entry("fengqiao.sms.report.secret", GATEWAY_SECRET),
                Map.entry("fengqiao.voice.url", gateways + "/voice"),
                Map.entry("fengqiao.voice.content-type", "application/x-www-form-urlencoded"),
                Map.entry("fengqiao.voice.body", "to={e164}&say={text}&id={id}"),
                Map.entry("fengqiao.voice.report.secret", GATEWAY_SECRET),
                Map.entry("fengqiao.suppression.throttle.floor", "20"),
                Map.entry("quarkus.oidc.tenant-enabled", "true"),
                Map.entry("quarkus.oidc.application-type", "service"),
                Map.entry("quarkus.oidc.public-key", IdentityProvider.publicKey()),
                Map.entry("quarkus.http.auth.roles-mapping.clerk", "labour-officer"),
                Map.entry("quarkus.mailer.port", Integer.toString(freePort(20_000))),
                Map.entry("quarkus.mailer.host", "127.0.0.1"),
                Map.entry("fengqiao.delivery.mail-from", "fengqiao@example.gov.cn"),
                Map.entry("fengqiao.delivery.origins", "http://127.0.0.1"),
                Map.entry("fengqiao.delivery.stream-length", "PT1H"));
    }

    /** Below those the system gives to outgoing connections: between two tests one of them might take it. */
    private static int freePort(int from) {
        for (int port = from; port < from + 5_000; port++) {
            try (ServerSocket free = new ServerSocket(port)) {
                return free.getLocalPort();
            } catch (IOException e) {
                // taken
            }
        }
        throw new IllegalStateException("no port is free");
    }
}
