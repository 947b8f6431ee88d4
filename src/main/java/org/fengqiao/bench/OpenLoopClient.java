package org.fengqiao.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import org.HdrHistogram.Histogram;

/**
 * Posts on schedule, however slow the answers are. Latency counts from the moment a request was due, so waiting behind a
 * slow answer is measured (no coordinated omission). An event loop of its own sends and counts.
 */
final class OpenLoopClient implements AutoCloseable {
    private static final int CONNECTIONS = 256;
    private static final int TIMEOUT_SECONDS = 10;

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    private final HttpClient client = vertx.createHttpClient(
            new HttpClientOptions().setMaxPoolSize(CONNECTIONS).setMaxWaitQueueSize(-1));
    private final RequestOptions request;
    private final LongFunction<String> bearer;

    OpenLoopClient(String host, int port, String path, String bearer) {
        this(host, port, path, number -> bearer);
    }

    /** @param bearer gives the token for the request of that number */
    OpenLoopClient(String host, int port, String path, LongFunction<String> bearer) {
        this.bearer = bearer;
        request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(host)
                .setPort(port)
                .setURI(path)
                .setTimeout(TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS))
                .putHeader("Content-Type", "application/json");
    }

    /**
     * @param latencies in microseconds, of all requests, failed ones included
     * @param outcomes number of requests by status or name of the error
     * @param begun when the first request was due, in {@link System#nanoTime}
     */
    record Answers(Histogram latencies, Map<String, Long> outcomes, long begun) {
        long accepted() {
            return outcomes.getOrDefault("201", 0L) + outcomes.getOrDefault("200", 0L);
        }

        long errors() {
            return latencies.getTotalCount() - accepted();
        }
    }

    /** Sends {@code rate} bodies per second and returns when all are answered. */
    Answers run(int rate, int seconds, LongFunction<String> body, LongConsumer progress) {
        return spread((long) rate * seconds, seconds, body, progress);
    }

    /** Sends {@code total} bodies spread evenly over the seconds and returns when all are answered. */
    Answers spread(long total, int seconds, LongFunction<String> body, LongConsumer progress) {
        Histogram latencies = new Histogram(TimeUnit.SECONDS.toMicros(2L * TIMEOUT_SECONDS), 3);
        latencies.setAutoResize(true);
        Map<String, Long> outcomes = new TreeMap<>();
        CountDownLatch open = new CountDownLatch(Math.toIntExact(total));
        var loop = vertx.getOrCreateContext();
        long begun = System.nanoTime();
        for (long i = 0; i < total; i++) {
            Buffer sent = Buffer.buffer(body.apply(i));
            long due = begun + i * TimeUnit.SECONDS.toNanos(seconds) / total;
            RequestOptions options =
                    new RequestOptions(request).putHeader("Authorization", "Bearer " + bearer.apply(i));
            for (long ahead = due - System.nanoTime(); ahead > 0; ahead = due - System.nanoTime()) {
                LockSupport.parkNanos(ahead);
            }
            loop.runOnContext(now -> client.request(options)
                    .compose(post -> post.send(sent))
                    .compose(answer -> answer.body().map(answer.statusCode()))
                    .onComplete(done -> {
                        latencies.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due));
                        String outcome = done.succeeded()
                                ? done.result().toString()
                                : done.cause().getClass().getSimpleName();
                        outcomes.merge(outcome, 1L, Long::sum);
                        open.countDown();
                    }));
            progress.accept(i + 1);
        }
        try {
            open.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return new Answers(latencies, outcomes, begun);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
