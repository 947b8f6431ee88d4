package org.fengqiao.notification;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.fengqiao.platform.Eventually;

/** A real receiver of web hooks and robot messages on this machine, which answers as it is told to. */
final class WebHookReceiver implements AutoCloseable {
    /** One call that was answered well. */
    record Call(Map<String, String> headers, String body) {
        String header(String name) {
            return headers.get(name);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final List<Call> accepted = new CopyOnWriteArrayList<>();
    private volatile ToIntFunction<String> status = key -> 200;

    WebHookReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/in";
    }

    /** From now on, which status a call with this webhook-id is answered with. */
    void answer(ToIntFunction<String> status) {
        this.status = status;
    }

    List<Call> accepted() {
        return accepted;
    }

    Set<String> keys() {
        return accepted.stream().map(call -> call.header("webhook-id")).collect(Collectors.toSet());
    }

    /** Returns once so many calls were answered well. */
    void await(int calls) {
        Eventually.until(calls + " calls", () -> accepted.size() >= calls);
    }

    private void take(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int code;
        synchronized (this) {
            code = status.applyAsInt(headers.get("webhook-id"));
            if (code == 200) accepted.add(new Call(headers, body));
        }
        byte[] answer = "{\"errcode\":0}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
