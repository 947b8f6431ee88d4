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
 * Reports that each raise a red alert, sent to either node until one says that it took them, always under the same key; and a
 * head who acknowledges some.
 */
final class LoadGenerator implements AutoCloseable {
    private static final int SENDERS = 2;
    private static final int ACKNOWLEDGED_PERCENT = 20;
    private static final int LATE_TRIES = 600;

    /** Where the alert of an enterprise is found. */
    interface Alerts {
        UUID of(UUID enterprise) throws Exception;
    }

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private final List<ServerProcess> nodes;
    private final String apiKey;
    private final String head;
    private final Alerts alerts;
    private final LocalDate day;
    private final long seed;
    private final AtomicInteger next = new AtomicInteger();
    private final Map<String, Integer> noYes = new ConcurrentSkipListMap<>();
    private final Set<UUID> reported = ConcurrentHashMap.newKeySet();
    private final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;

    /** @param head user name and password with a colon */
    LoadGenerator(List<ServerProcess> nodes, String apiKey, String head, Alerts alerts, LocalDate day, long seed) {
        this.nodes = nodes;
        this.apiKey = apiKey;
        this.head = "Basic " + Base64.getEncoder().encodeToString(head.getBytes(StandardCharsets.UTF_8));
        this.alerts = alerts;
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

    /** Alerts of which a node said that they are acknowledged. */
    Set<UUID> acknowledged() {
        return acknowledged;
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
                if (random.nextInt(100) < ACKNOWLEDGED_PERCENT) {
                    UUID alert = alerts.of(enterprise);
                    if (alert != null && post(random, "/api/v1/alerts/" + alert + "/acknowledge", head, null, "{}"))
                        acknowledged.add(alert);
                }
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

    /** Until a node has said yes; false only when none did for long after the kills ended. */
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
