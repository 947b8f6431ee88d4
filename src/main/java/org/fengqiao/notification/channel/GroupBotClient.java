package org.fengqiao.notification.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.fengqiao.platform.delivery.DeliveryException;
import org.fengqiao.platform.delivery.OutboundHttp;

/**
 * What the robots of WeCom and DingTalk groups have in common: twenty messages a minute, and an answer that is 200 with
 * an error code inside. They know no idempotency key; the number in the text tells a repeat.
 */
@ApplicationScoped
class GroupBotClient {
    private static final int A_MINUTE = 20;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** "Too many", of WeCom and of DingTalk. */
    private static final Set<Integer> TOO_MANY = Set.of(45009, 130101, 660026);

    private final OutboundHttp http;
    private final ObjectMapper json;
    private final Map<String, Deque<Instant>> lately = new ConcurrentHashMap<>();

    GroupBotClient(OutboundHttp http, ObjectMapper json) {
        this.http = http;
        this.json = json;
    }

    /** @param address of the robot, as its group gave it, without what is signed for this one message */
    void post(String address, URI signed, JsonNode body, Instant at) throws DeliveryException {
        takeTurn(address, at);
        String answer = http.post(signed, "application/json; charset=utf-8", Map.of(), body.toString());
        int code = code(answer);
        if (TOO_MANY.contains(code)) throw DeliveryException.busy("the robot says too many", MINUTE);
        if (code != 0) throw new DeliveryException("the robot answered errcode " + code);
    }

    private void takeTurn(String address, Instant at) throws DeliveryException {
        Deque<Instant> sent = lately.computeIfAbsent(address, robot -> new ArrayDeque<>());
        synchronized (sent) {
            while (!sent.isEmpty() && !sent.peekFirst().plus(MINUTE).isAfter(at)) sent.removeFirst();
            if (sent.size() >= A_MINUTE)
                throw DeliveryException.busy(
                        "twenty messages in this minute",
                        Duration.between(at, sent.peekFirst().plus(MINUTE)));
            sent.addLast(at);
        }
    }

    private int code(String answer) throws DeliveryException {
        try {
            return json.readTree(answer).path("errcode").asInt(-1);
        } catch (JsonProcessingException e) {
            throw new DeliveryException("the robot's answer is no JSON");
        }
    }
}
