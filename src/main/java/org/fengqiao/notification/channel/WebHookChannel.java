package org.fengqiao.notification.channel;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.fengqiao.platform.delivery.DeliveryException;
import org.fengqiao.platform.delivery.OutboundHttp;
import org.fengqiao.platform.delivery.WebHookSignature;

/** A CloudEvent, signed after the Standard Webhooks specification; webhook-id is the same on every attempt. */
@ApplicationScoped
class WebHookChannel implements NotificationChannel {
    private final OutboundHttp http;
    private final ObjectMapper json;

    WebHookChannel(OutboundHttp http, ObjectMapper json) {
        this.http = http;
        this.json = json;
    }

    @Override
    public ChannelType type() {
        return ChannelType.WEB_HOOK;
    }

    @Override
    public void send(OutgoingMessage message, Destination to) throws DeliveryException {
        String body = event(message).toString();
        String id = message.key().toString();
        Map<String, String> headers = Map.of(
                "webhook-id", id,
                "webhook-timestamp", Long.toString(message.at().getEpochSecond()),
                "webhook-signature", WebHookSignature.sign(to.secret(), id, message.at(), body));
        http.post(URI.create(to.address()), "application/cloudevents+json; charset=utf-8", headers, body);
    }

    private ObjectNode event(OutgoingMessage message) {
        ObjectNode event = json.createObjectNode()
                .put("specversion", "1.0")
                .put("id", message.key().toString())
                .put("source", "/fengqiao")
                .put("type", "org.fengqiao.alert." + message.kind().name().toLowerCase(Locale.ROOT))
                .put("time", message.madeAt().toString())
                .put("datacontenttype", "application/json");
        ObjectNode data = json.createObjectNode();
        if (message.alertId() != null) {
            event.put("subject", message.alertId().toString());
            data.put("alert", message.alertId().toString());
        }
        if (message.tier() != null) data.put("tier", message.tier().name());
        data.put("title", message.title()).put("text", message.text()).put("link", message.link());
        event.set("data", data);
        return event;
    }
}
