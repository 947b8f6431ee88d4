package org.fengqiao.mediation.handover;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.fengqiao.mediation.MediationJson;
import org.fengqiao.mediation.handover.LitigationPackage.ReceiptState;

/** The system of a court or an arbitration body that takes packages. The same package sent again gets the same answer. */
final class CourtClient {
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int LONGEST_ANSWER = 64 * 1024;

    /** What it said: NEW means that it has the package and has not decided. */
    record Answer(ReceiptState state, String number, String reason) {}

    /** It did not take the package, or nobody knows; it is sent again. */
    static final class NotTaken extends Exception {
        NotTaken(String why) {
            super(why);
        }
    }

    private final URI address;
    private final String token;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(3))
            .build();

    /** @param token shown as a bearer; null for none */
    CourtClient(URI address, String token) {
        this.address = address;
        this.token = token;
    }

    Answer send(UUID packageId, String json) throws NotTaken {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", packageId.toString())
                .POST(HttpRequest.BodyPublishers.ofString(json, StandardCharsets.UTF_8));
        if (token != null) request.header("Authorization", "Bearer " + token);
        try {
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() / 100 != 2) throw new NotTaken("answered " + response.statusCode());
                return read(new String(body.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new NotTaken(e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotTaken("interrupted");
        }
    }

    private static Answer read(String json) throws NotTaken {
        try {
            JsonNode said = MediationJson.read(json, JsonNode.class);
            Answer answer = new Answer(
                    ReceiptState.valueOf(said.path("state").asText()),
                    said.path("number").asText(null),
                    said.path("reason").asText(null));
            if (answer.state() == ReceiptState.RETURNED && answer.reason() == null)
                throw new NotTaken("returned without reason");
            return answer;
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new NotTaken("an answer that cannot be read");
        }
    }
}
