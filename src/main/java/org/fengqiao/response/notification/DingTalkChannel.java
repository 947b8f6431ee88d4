package org.fengqiao.response.notification;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** The robot of a DingTalk (钉钉) group; with a secret, each message carries its time and a signature. */
@ApplicationScoped
class DingTalkChannel implements Channel {
    private final Robots robots;
    private final ObjectMapper json;

    DingTalkChannel(Robots robots, ObjectMapper json) {
        this.robots = robots;
        this.json = json;
    }

    @Override
    public Via via() {
        return Via.DINGTALK;
    }

    @Override
    public void send(Message message, Destination to) throws NotDelivered {
        ObjectNode body = json.createObjectNode().put("msgtype", "text");
        body.putObject("text").put("content", message.text());
        String address = to.secret() == null ? to.address() : to.address() + signature(to, message.at());
        robots.post(to.address(), URI.create(address), body, message.at());
    }

    private static String signature(Destination to, Instant at) {
        String separator = to.address().contains("?") ? "&" : "?";
        return separator + "timestamp=" + at.toEpochMilli() + "&sign="
                + URLEncoder.encode(sign(to.secret(), at), StandardCharsets.UTF_8);
    }

    static String sign(String secret, Instant at) {
        byte[] signed = (at.toEpochMilli() + "\n" + secret).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(Hmac.sha256(secret.getBytes(StandardCharsets.UTF_8), signed));
    }
}
