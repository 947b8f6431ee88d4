package org.fengqiao.response.notification;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;

/** The robot of a WeCom (企业微信) group. */
@ApplicationScoped
class WeComChannel implements Channel {
    private final Robots robots;
    private final ObjectMapper json;

    WeComChannel(Robots robots, ObjectMapper json) {
        this.robots = robots;
        this.json = json;
    }

    @Override
    public Via via() {
        return Via.WECOM;
    }

    @Override
    public void send(Message message, Destination to) throws NotDelivered {
        ObjectNode body = json.createObjectNode().put("msgtype", "text");
        body.putObject("text").put("content", message.text());
        robots.post(to.address(), URI.create(to.address()), body, message.at());
    }
}
