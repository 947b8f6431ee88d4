package org.fengqiao.mediation.handover;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fengqiao.platform.delivery.AllowedOrigins;
import org.fengqiao.platform.delivery.OutboundHttp;

/** The registry of a court on this machine, which answers as it is told to. */
final class CourtStub implements AutoCloseable {
    record Taken(String key, String authorization, String body) {}

    private final HttpServer server;
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String answer = "{}";
    private volatile Runnable beforeAnswer = () -> {};

    CourtStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    CourtClient receiver() {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/packages");
        Duration patience = Duration.ofMinutes(10);
        return new CourtClient(address, "secret", new OutboundHttp(AllowedOrigins.of(address), patience, patience));
    }

    void answers(int status, String answer) {
        this.status = status;
        this.answer = answer;
    }

    /** Runs this before each answer from now on. */
    void beforeAnswer(Runnable task) {
        beforeAnswer = task;
    }

    List<Taken> taken() {
        return taken;
    }

    private void take(HttpExchange call) throws IOException {
        String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        taken.add(new Taken(
                call.getRequestHeaders().getFirst("Idempotency-Key"),
                call.getRequestHeaders().getFirst("Authorization"),
                body));
        beforeAnswer.run();
        byte[] said = answer.getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(status, said.length);
        call.getResponseBody().write(said);
        call.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
