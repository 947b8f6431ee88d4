package org.fengqiao.notification.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.data.PojoCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.fengqiao.platform.delivery.DeliveryException;
import org.fengqiao.platform.delivery.OutboundHttp;
import org.fengqiao.platform.delivery.WebHookSignature;

/** Posts a CloudEvent, signed as Standard Webhooks specifies; webhook-id is the same on every attempt. */
@ApplicationScoped
class WebHookChannel implements NotificationChannel {
    private final OutboundHttp http;
    private final ObjectMapper json;

    WebHookChannel(OutboundHttp http, ObjectMapper json) {
        this.http = http;
        this.json = json;
    }

    /** What the event is about, as far as its receiver may know. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record EventData(String alert, String tier, String title, String text, String link) {}

    @Override
    public ChannelType type() {
        return ChannelType.WEB_HOOK;
    }

    @Override
    public Optional<String> send(OutgoingMessage message, Destination to) throws DeliveryException {
        String body = new String(new JsonFormat().serialize(event(message)), StandardCharsets.UTF_8);
        String id = message.key().toString();
        Map<String, String> headers = Map.of(
                "webhook-id", id,
                "webhook-timestamp", Long.toString(message.at().getEpochSecond()),
                "webhook-signature", WebHookSignature.sign(to.secret(), id, message.at(), body));
        http.post(URI.create(to.address()), JsonFormat.CONTENT_TYPE + "; charset=utf-8", headers, body);
        return Optional.empty();
    }

    private CloudEvent event(OutgoingMessage message) {
        String alert = Objects.toString(message.alertId(), null);
        String tier = Objects.toString(message.tier(), null);
        EventData data = new EventData(alert, tier, message.title(), message.text(), message.link());
        return CloudEventBuilder.v1()
                .withId(message.key().toString())
                .withSource(URI.create("/fengqiao"))
                .withType("org.fengqiao.alert." + message.kind().name().toLowerCase(Locale.ROOT))
                .withSubject(alert)
                .withTime(message.madeAt().atOffset(ZoneOffset.UTC))
                .withData("application/json", PojoCloudEventData.wrap(data, json::writeValueAsBytes))
                .build();
    }
}
