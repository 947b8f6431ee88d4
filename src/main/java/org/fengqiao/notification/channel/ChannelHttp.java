package org.fengqiao.notification.channel;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.platform.delivery.AllowedOrigins;
import org.fengqiao.platform.delivery.OutboundHttp;

/** The HTTP client of the channels: which origins they may call, and how long a worker waits. */
class ChannelHttp {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    @Produces
    @Singleton
    AllowedOrigins origins(@ConfigProperty(name = "fengqiao.delivery.origins") Optional<List<String>> origins) {
        return AllowedOrigins.parse(origins.orElse(List.of()));
    }

    @Produces
    @Singleton
    OutboundHttp http(AllowedOrigins origins) {
        return new OutboundHttp(origins, CONNECT, ANSWER);
    }
}
