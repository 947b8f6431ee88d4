package org.fengqiao.notification.channel;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;
import org.fengqiao.platform.delivery.DeliveryException;

/** The bot of a WeCom (企业微信) group. */
@ApplicationScoped
class WeComChannel implements NotificationChannel {
    private final GroupBotClient bots;
    private final ObjectMapper json;

    WeComChannel(GroupBotClient bots, ObjectMapper json) {
        this.bots = bots;
        this.json = json;
    }

    @Override
    public ChannelType type() {
        return ChannelType.WECOM;
    }

    @Override
    public Optional<String> send(OutgoingMessage message, Destination to) throws DeliveryException {
        ObjectNode body = json.createObjectNode().put("msgtype", "text");
        body.putObject("text").put("content", message.text());
        bots.post(to.address(), URI.create(to.address()), body, message.at());
        return Optional.empty();
    }
}
