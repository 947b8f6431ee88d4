package org.fengqiao.notification.channel.gateway;

import io.smallrye.config.WithDefault;
import java.util.Optional;

/** How the HTTP gateway of a network operator is called, and how it reports: docs/notifications.md has examples. */
public interface PhoneGateway {
    /** Without an address there is no gateway. It may hold placeholders, as the body may. */
    Optional<String> url();

    @WithDefault("POST")
    HttpMethod method();

    @WithDefault("application/json; charset=utf-8")
    String contentType();

    /** One a line, as {@code Authorization: Bearer …}. */
    Optional<String> headers();

    @WithDefault("{\"id\":\"{id}\",\"phone\":\"{phone}\",\"text\":\"{text}\"}")
    String body();

    /** A regular expression found in the answer of a gateway that took the message; without one every 2xx says so. */
    Optional<String> accepted();

    /** A regular expression whose group is what the gateway calls the message; without one it uses our own number. */
    Optional<String> reference();

    Report report();

    /** What the gateway sends back when a message arrived or did not. */
    interface Report {
        /** Signs reports, or comes with them; without one none is taken. */
        Optional<String> secret();

        /** Finds each report in what was sent, with the groups {@code id} and {@code status}. */
        @WithDefault("\"id\"\\s*:\\s*\"(?<id>[^\"]+)\"[^{}]*?\"status\"\\s*:\\s*\"?(?<status>[^\",}\\s]+)")
        String pattern();

        /** The statuses that say that it arrived, as a regular expression; every other says that it did not. */
        @WithDefault("(?i)DELIVERED|DELIVRD|SUCCESS|0")
        String delivered();
    }

    enum HttpMethod {
        GET,
        POST,
        PUT
    }
}
