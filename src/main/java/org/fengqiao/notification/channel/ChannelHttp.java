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
    @Produces
    @Singleton
    AllowedOrigins origins(@ConfigProperty(name = "fengqiao.delivery.origins") Optional<List<String>> origins) {
        return AllowedOrigins.parse(origins.orElse(List.of()));
    }

    @Produces
    @Singleton
    OutboundHttp http(
            AllowedOrigins origins,
            @ConfigProperty(name = "fengqiao.delivery.connect-timeout") Duration connect,
            @ConfigProperty(name = "fengqiao.delivery.answer-timeout") Duration answer) {
        return new OutboundHttp(origins, connect, answer);
    }
}
