package org.fengqiao.crash;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A receiver of web hooks that refuses, breaks off before it read, or breaks off after it took what was sent. */
final class FlakyWebhook implements AutoCloseable {
    private static final int FAILS_PERCENT = 30;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final DeliveryReceipts takings;
    private final Random random;
    private final AtomicInteger attempts = new AtomicInteger();
    private volatile boolean flaky = true;

    FlakyWebhook(DeliveryReceipts takings, long seed) throws IOException {
        this.takings = takings;
        random = new Random(seed);
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    /** Of each person, with the user name behind it. */
    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    int attempts() {
        return attempts.get();
    }

    void behave() {
        flaky = false;
    }

    private void take(HttpExchange exchange) throws IOException {
        attempts.incrementAndGet();
        int how = flaky ? random.nextInt(100) : 99;
        if (how < FAILS_PERCENT / 3) {
            exchange.close();
            return;
        }
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (how < 2 * FAILS_PERCENT / 3) {
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
            return;
        }
        takings.take(
                UUID.fromString(exchange.getRequestHeaders().getFirst("webhook-id")),
                "WEB_HOOK",
                exchange.getRequestURI().getPath().substring(1),
                UUID.fromString(JSON.readTree(body).path("data").path("alert").asText()));
        // It has it, and whoever sent it never hears so.
        if (how >= FAILS_PERCENT) exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
