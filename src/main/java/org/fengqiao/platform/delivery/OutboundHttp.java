package org.fengqiao.platform.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Posts a body to an allowed origin; follows no redirect, for that could lead anywhere. */
@ApplicationScoped
public class OutboundHttp {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration BUSY = Duration.ofSeconds(30);
    private static final int LONGEST_ANSWER = 64 * 1024;

    private final AllowedOrigins origins;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();

    OutboundHttp(AllowedOrigins origins) {
        this.origins = origins;
    }

    /** Gives back the body of an answer that says it is well. */
    public String post(URI uri, String type, Map<String, String> headers, String body) throws DeliveryException {
        if (!origins.allows(uri)) throw new DeliveryException("the address is not one of the allowed origins");
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(ANSWER)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        headers.forEach(request::header);
        HttpResponse<java.io.InputStream> response = send(request.build());
        try (var answer = response.body()) {
            int status = response.statusCode();
            if (status == 429) throw DeliveryException.busy("answered 429", BUSY);
            if (status / 100 != 2) throw new DeliveryException("answered " + status);
            return new String(answer.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new DeliveryException("the answer broke off");
        }
    }

    private HttpResponse<java.io.InputStream> send(HttpRequest request) throws DeliveryException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            // Its message can hold the address; the kind of failure says enough.
            throw new DeliveryException(e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeliveryException("interrupted");
        }
    }
}
