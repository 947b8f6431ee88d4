package org.fengqiao.crash;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A receiver of web hooks that refuses, breaks off before it read, or breaks off after it took what was sent. */
final class FlakyWebHook implements AutoCloseable {
    private static final int FAILS_PERCENT = 30;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final Random random;
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();
    private volatile boolean flaky = true;

    FlakyWebHook(long seed) throws IOException {
        random = new Random(seed);
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/in";
    }

    void behave() {
        flaky = false;
    }

    /** Key to how often it was taken. */
    Map<String, Integer> taken() {
        return taken;
    }

    private void take(HttpExchange exchange) throws IOException {
        int how = flaky ? random.nextInt(100) : 99;
        if (how < FAILS_PERCENT / 3) {
            exchange.close();
            return;
        }
        exchange.getRequestBody().readAllBytes();
        if (how < 2 * FAILS_PERCENT / 3) {
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
            return;
        }
        taken.merge(exchange.getRequestHeaders().getFirst("webhook-id"), 1, Integer::sum);
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
