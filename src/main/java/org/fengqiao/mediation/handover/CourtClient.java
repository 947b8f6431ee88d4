package org.fengqiao.mediation.handover;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.mediation.MediationJson;
import org.fengqiao.mediation.handover.LitigationPackage.ReceiptState;
import org.fengqiao.platform.delivery.AllowedOrigins;
import org.fengqiao.platform.delivery.DeliveryException;
import org.fengqiao.platform.delivery.OutboundHttp;

/** The system of a court or an arbitration body that takes packages. The same package sent again gets the same answer. */
final class CourtClient {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    /** @param state NEW when it has the package and has not decided */
    record Answer(ReceiptState state, String number, String reason) {}

    private final URI address;
    private final String token;
    private final OutboundHttp http;

    /** @param token sent as a bearer token; null for none */
    CourtClient(URI address, String token) {
        this(address, token, new OutboundHttp(AllowedOrigins.of(address), CONNECT, ANSWER));
    }

    CourtClient(URI address, String token, OutboundHttp http) {
        this.address = address;
        this.token = token;
        this.http = http;
    }

    Answer send(UUID packageId, String json) throws DeliveryException {
        Map<String, String> headers = new HashMap<>(Map.of("Idempotency-Key", packageId.toString()));
        if (token != null) headers.put("Authorization", "Bearer " + token);
        return read(http.post(address, "application/json", headers, json));
    }

    private static Answer read(String json) throws DeliveryException {
        try {
            JsonNode answer = MediationJson.read(json, JsonNode.class);
            ReceiptState state = ReceiptState.valueOf(answer.path("state").asText());
            String reason = answer.path("reason").asText(null);
            if (state == ReceiptState.RETURNED && reason == null)
                throw new DeliveryException("returned without reason");
            return new Answer(state, answer.path("number").asText(null), reason);
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new DeliveryException("an answer that cannot be read");
        }
    }
}
