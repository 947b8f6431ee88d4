package org.fengqiao.crash;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reports that each raise a red alert, sent to either node until one says that it took them, always under the same key; and
 * officers who do something with some of them.
 */
final class LoadGenerator implements AutoCloseable {
    private static final int SENDERS = 2;
    private static final int LATE_TRIES = 600;
    /** An acknowledgement can be taken back for seconds, and a node may be down for longer. */
    private static final String TOO_LATE = "withdrawal-too-late";

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private final List<ServerProcess> nodes;
    private final String apiKey;
    private final OfficerSteps officers;
    private final LocalDate day;
    private final long seed;
    private final AtomicInteger next = new AtomicInteger();
    private final Map<String, Integer> noYes = new ConcurrentSkipListMap<>();
    private final Set<UUID> reported = ConcurrentHashMap.newKeySet();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;

    LoadGenerator(List<ServerProcess> nodes, String apiKey, OfficerSteps officers, LocalDate day, long seed) {
        this.nodes = nodes;
        this.apiKey = apiKey;
        this.officers = officers;
        this.day = day;
        this.seed = seed;
    }

    void start() {
        for (int i = 0; i < SENDERS; i++) {
            Random random = new Random(seed + i);
            Thread thread = new Thread(() -> send(random), "load-" + i);
            threads.add(thread);
            thread.start();
        }
    }

    /** Enterprises of which a report was taken. */
    Set<UUID> reported() {
        return reported;
    }

    /** @param person user name and password with a colon */
    static String authorization(String person) {
        return "Basic " + Base64.getEncoder().encodeToString(person.getBytes(StandardCharsets.UTF_8));
    }

    /** Answers that are no failure of a node; there should be none. */
    Set<String> refused() {
        return refused;
    }

    /** Why requests were sent again: the status of the answer, or what became of the connection. */
    Map<String, Integer> noYes() {
        return noYes;
    }

    static UUID enterprise(int number) {
        return UUID.fromString("00000000-0000-7001-8000-%012d".formatted(number));
    }

    private void send(Random random) {
        try {
            while (!stopping) {
                UUID enterprise = enterprise(next.getAndIncrement());
                String body =
                        "[" + observation(enterprise, "WAG01", 45) + "," + observation(enterprise, "WAG02", 35) + "]";
                if (!post(random, "/api/v1/observations/batch", "Bearer " + apiKey, enterprise.toString(), body))
                    return;
                reported.add(enterprise);
                officers.take(enterprise, random, (path, who, step) -> post(random, path, who, null, step));
                TimeUnit.MILLISECONDS.sleep(random.nextInt(400));
            }
        } catch (Exception e) {
            refused.add(e.toString());
        }
    }

    private String observation(UUID enterprise, String indicator, int value) {
        return "{\"enterpriseId\":\"" + enterprise + "\",\"indicator\":\"" + indicator + "\",\"value\":" + value
                + ",\"occurredOn\":\"" + day + "\",\"ref\":\"" + enterprise + "\",\"kind\":\"AUTHORITY\"}";
    }

    /** Until a node has said yes; false when it came too late, or when none did for long after the kills ended. */
    private boolean post(Random random, String path, String who, String key, String body) throws InterruptedException {
        for (int late = 0; late < LATE_TRIES; late += stopping ? 1 : 0) {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            nodes.get(random.nextInt(nodes.size())).uri(path))
                    .timeout(Duration.ofSeconds(20))
                    .header("Authorization", who)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body));
            if (key != null) request.header("Idempotency-Key", key);
            try {
                HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() / 100 == 2) {
                    if (answer.body().contains("\"accepted\":false")) refused.add(answer.body());
                    return true;
                }
                if (answer.body().contains(TOO_LATE)) return false;
                if (answer.statusCode() < 500) refused.add(answer.statusCode() + " " + answer.body());
                noYes.merge("answered " + answer.statusCode(), 1, Integer::sum);
            } catch (IOException e) {
                // That node is down; the other one, or the same again.
                noYes.merge(e.getClass().getSimpleName(), 1, Integer::sum);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        refused.add("never said yes to " + path + " " + body);
        return false;
    }

    /** Returns when what was begun is taken. */
    void stop() throws InterruptedException {
        stopping = true;
        for (Thread thread : threads) thread.join();
    }

    @Override
    public void close() {
        stopping = true;
        threads.forEach(Thread::interrupt);
    }
}
