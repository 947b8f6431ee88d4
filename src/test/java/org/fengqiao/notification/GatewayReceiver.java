package org.fengqiao.notification;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Both gateways of a network operator on this machine: keeps what they were handed, and answers as they are told to. */
final class GatewayReceiver implements AutoCloseable {
    /** @param address path and query */
    record Call(String method, String address, Map<String, String> headers, String body) {
        boolean isSms() {
            return address.startsWith("/sms");
        }
    }

    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile Function<Call, String> answer = call -> "{\"code\":\"0\",\"msgid\":\"" + UUID.randomUUID() + "\"}";

    /** @param address at which the installation expects it */
    GatewayReceiver(URI address) throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", address.getPort()), 0);
        server.createContext("/", this::take);
        server.start();
    }

    void answer(Function<Call, String> answer) {
        this.answer = answer;
    }

    List<Call> sms() {
        return calls.stream().filter(Call::isSms).toList();
    }

    /** Messages to one number. */
    List<Call> sms(String phone) {
        return sms().stream().filter(call -> call.body().contains(phone)).toList();
    }

    List<Call> voice() {
        return calls.stream().filter(call -> !call.isSms()).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var call =
                new Call(exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body);
        calls.add(call);
        byte[] said = answer.apply(call).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, said.length);
        exchange.getResponseBody().write(said);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
