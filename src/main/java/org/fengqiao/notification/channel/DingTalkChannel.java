package org.fengqiao.notification.channel;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.fengqiao.platform.delivery.DeliveryException;

/** The bot of a DingTalk (钉钉) group; with a secret, each message carries its time and a signature. */
@ApplicationScoped
class DingTalkChannel implements NotificationChannel {
    private final GroupBotClient bots;
    private final ObjectMapper json;

    DingTalkChannel(GroupBotClient bots, ObjectMapper json) {
        this.bots = bots;
        this.json = json;
    }

    @Override
    public ChannelType type() {
        return ChannelType.DINGTALK;
    }

    @Override
    public Optional<String> send(OutgoingMessage message, Destination to) throws DeliveryException {
        ObjectNode body = json.createObjectNode().put("msgtype", "text");
        body.putObject("text").put("content", message.text());
        String address = to.secret() == null ? to.address() : to.address() + signature(to, message.at());
        bots.post(to.address(), URI.create(address), body, message.at());
        return Optional.empty();
    }

    private static String signature(Destination to, Instant at) {
        String separator = to.address().contains("?") ? "&" : "?";
        return separator + "timestamp=" + at.toEpochMilli() + "&sign="
                + URLEncoder.encode(sign(to.secret(), at), StandardCharsets.UTF_8);
    }

    static String sign(String secret, Instant at) {
        String signed = at.toEpochMilli() + "\n" + secret;
        return Base64.getEncoder()
                .encodeToString(Hashing.hmacSha256(secret.getBytes(StandardCharsets.UTF_8))
                        .hashString(signed, StandardCharsets.UTF_8)
                        .asBytes());
    }
}
