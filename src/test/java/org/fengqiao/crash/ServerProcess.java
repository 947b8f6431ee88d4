package org.fengqiao.crash;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fengqiao.platform.Eventually;

/** One process of the packaged product, which serves at a port of its own unless it is given another command. */
final class ServerProcess implements AutoCloseable {
    private static int nextPort = 18_000;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private final int port;
    private final Path folder;
    private final Map<String, String> settings;
    private final List<String> command;
    private Process process;

    ServerProcess(Path folder, Map<String, String> settings, String... command) throws IOException {
        port = freePort();
        this.folder = folder;
        this.settings = settings;
        this.command = command.length == 0 ? List.of("serve") : List.of(command);
    }

    void start() throws IOException {
        Files.createDirectories(folder);
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx400m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dstderr.encoding=UTF-8",
                "-jar",
                "target/quarkus-app/quarkus-run.jar"));
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().putAll(settings);
        builder.environment().put("FENGQIAO_DATA", folder.toString());
        builder.environment().put("FENGQIAO_PORT", Integer.toString(port));
        process = builder.start();
    }

    Path log() {
        return folder.resolve("node.log");
    }

    URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    /** Returns when all of them answer. */
    static void awaitAll(List<ServerProcess> nodes) throws Exception {
        for (ServerProcess node : nodes) awaitSome(List.of(node));
    }

    /** Returns when one answers; one that gave up, because the database was away for too long, is started again. */
    static void awaitSome(List<ServerProcess> nodes) throws Exception {
        Eventually.until("one of the nodes answers, see " + nodes.get(0).log(), () -> {
            for (ServerProcess node : nodes) {
                if (!node.process.isAlive()) node.start();
                if (node.answers()) return true;
            }
            return false;
        });
    }

    boolean answers() throws InterruptedException {
        HttpRequest ready = HttpRequest.newBuilder(uri("/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** As Ctrl-C and service managers do it; returns when it has ended. */
    void stop() throws InterruptedException {
        process.destroy();
        awaitEnd();
    }

    int awaitEnd() throws InterruptedException {
        return Eventually.exit(process);
    }

    /** As the kernel does it when memory runs out: nothing of the process gets a chance to tidy up. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Below those that the system gives to whoever calls: else one of them could take it while the node is away. */
    private static int freePort() throws IOException {
        while (true) {
            try (ServerSocket free = new ServerSocket(nextPort++)) {
                return free.getLocalPort();
            } catch (BindException e) {
                // the next one
            }
        }
    }

    @Override
    public void close() {
        if (process != null) process.destroyForcibly();
    }
}
