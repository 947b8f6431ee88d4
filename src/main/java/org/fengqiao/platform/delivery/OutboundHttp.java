package org.fengqiao.platform.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Sends a request to an allowed origin; follows no redirect, which could lead anywhere. Each caller has its own. */
public final class OutboundHttp {
    private static final Duration BUSY = Duration.ofSeconds(30);
    private static final int LONGEST_ANSWER = 64 * 1024;

    private final AllowedOrigins origins;
    private final Duration answerTimeout;
    private final HttpClient client;

    public OutboundHttp(AllowedOrigins origins, Duration connectTimeout, Duration answerTimeout) {
        this.origins = origins;
        this.answerTimeout = answerTimeout;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .build();
    }

    /** Returns the body of a successful answer. */
    public String post(URI uri, String contentType, Map<String, String> headers, String body) throws DeliveryException {
        return send("POST", uri, contentType, headers, body);
    }

    /**
     * Returns the body of a successful answer.
     *
     * @param body is not sent with GET
     */
    public String send(String method, URI uri, String contentType, Map<String, String> headers, String body)
            throws DeliveryException {
        if (!origins.allows(uri)) throw new DeliveryException("the address is not one of the allowed origins");
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(answerTimeout);
        if (method.equals("GET")) request.GET();
        else
            request.header("Content-Type", contentType)
                    .method(method, HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        headers.forEach(request::header);
        HttpResponse<InputStream> response = send(request.build());
        try (InputStream answer = response.body()) {
            int status = response.statusCode();
            if (status == 429) throw DeliveryException.busy("answered 429", BUSY);
            if (status / 100 != 2) throw new DeliveryException("answered " + status);
            return new String(answer.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new DeliveryException("the answer broke off");
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws DeliveryException {
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
