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
 * What the bots of WeCom and DingTalk groups have in common: twenty messages a minute, and an answer of 200 with an error
 * code inside. They know no idempotency key; the number in the text identifies a repeat.
 */
@ApplicationScoped
class GroupBotClient {
    private static final int LIMIT_PER_MINUTE = 20;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** The error codes for too many messages, of WeCom and of DingTalk. */
    private static final Set<Integer> TOO_MANY = Set.of(45009, 130101, 660026);

    private final OutboundHttp http;
    private final ObjectMapper json;
    private final Map<String, Deque<Instant>> recent = new ConcurrentHashMap<>();

    GroupBotClient(OutboundHttp http, ObjectMapper json) {
        this.http = http;
        this.json = json;
    }

    /** @param address the address of the bot without the signature of this message */
    void post(String address, URI signed, JsonNode body, Instant at) throws DeliveryException {
        requireRate(address, at);
        String answer = http.post(signed, "application/json; charset=utf-8", Map.of(), body.toString());
        int code = code(answer);
        if (TOO_MANY.contains(code)) throw DeliveryException.busy("the bot reports too many messages", MINUTE);
        if (code != 0) throw new DeliveryException("the bot answered errcode " + code);
    }

    private void requireRate(String address, Instant at) throws DeliveryException {
        Deque<Instant> sent = recent.computeIfAbsent(address, bot -> new ArrayDeque<>());
        synchronized (sent) {
            while (!sent.isEmpty() && !sent.peekFirst().plus(MINUTE).isAfter(at)) sent.removeFirst();
            if (sent.size() >= LIMIT_PER_MINUTE)
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
            throw new DeliveryException("the answer of the bot is not JSON");
        }
    }
}
