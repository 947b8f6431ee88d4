package org.fengqiao.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.HdrHistogram.Histogram;
import org.fengqiao.assessment.live.LiveAssessor;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.platform.security.ApiKeys;
import org.fengqiao.platform.security.Roles;

/**
 * Very many information officers report within a minute, each with their own key and on another enterprise without alerts,
 * and each report raises a red alert: measures the time until its first recipient is notified by web hook.
 */
@ApplicationScoped
public class ReportsBench {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    /** Everybody who holds a post is notified by a web hook of this run, and by nothing else. */
    private static final String SETTINGS = """
            insert into notification_setting (username, language)
            select distinct username, 'zh' from post_holding on conflict do nothing""";

    private static final String CLEAR = "delete from notification_channel";
    private static final String CHANNELS = """
            insert into notification_channel (username, position, type, address, secret, least_tier)
            select username, 0, 'WEB_HOOK', ?, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'BLUE' from notification_setting""";

    private static final String WITHOUT_ALERT = """
            select e.id from enterprise e where not exists (select from alert a where a.enterprise_id = e.id)
            order by md5(e.id::text) limit ?""";

    private final ApiKeys keys;
    private final LiveAssessor live;
    private final DataSource database;
    private final InstantSource clock;

    ReportsBench(ApiKeys keys, LiveAssessor live, DataSource database, InstantSource clock) {
        this.keys = keys;
        this.live = live;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Times count from the moment a report was due.
     *
     * @param answers until the reporter had an answer: stored, assessed, routed and committed
     * @param told until the first notification of its alert had arrived
     * @param untold alerts that nobody was notified of within a minute after the last report
     * @param messages that arrived in total, to owners and copied posts
     */
    public record Result(
            MachineInfo machine,
            long enterprises,
            int officers,
            int seconds,
            Map<String, Long> outcomes,
            long alerts,
            long untold,
            long messages,
            Percentiles answers,
            Percentiles told,
            int peakMemoryMb) {}

    public record Percentiles(double p50Ms, double p99Ms, double maxMs) {
        static Percentiles of(Histogram spent) {
            return new Percentiles(
                    BenchDatabase.ms(spent.getValueAtPercentile(50)),
                    BenchDatabase.ms(spent.getValueAtPercentile(99)),
                    BenchDatabase.ms(spent.getMaxValue()));
        }
    }

    /** @param warmUp seconds of the same load before the measurement */
    public Result run(int officers, int seconds, int warmUp, String host, int port, BiConsumer<Long, Long> progress) {
        live.get();
        int before = (int) Math.ceil((double) officers * warmUp / seconds);
        List<UUID> enterprises = BenchDatabase.ids(database, WITHOUT_ALERT, officers + before);
        List<ApiKeys.IssuedApiKey> issued = new ArrayList<>();
        String name = "bench-" + clock.instant().toEpochMilli();
        Receiver receiver = new Receiver();
        try (receiver;
                OpenLoopClient client = new OpenLoopClient(
                        host, port, "/api/v1/observations", number -> issued.get((int) number % issued.size())
                                .key())) {
            for (int i = 0; i < officers; i++) {
                issued.add(keys.issue(
                        new ApiKeys.NewApiKey(
                                name + "-" + i, Set.of(Roles.OBSERVATIONS_WRITE), "0", Duration.ofHours(2)),
                        "bench"));
            }
            channels(receiver.address());
            Reports reports = new Reports(enterprises, LocalDate.ofInstant(clock.instant(), Time.CITY), name);
            if (before > 0)
                client.spread(
                        before, warmUp, i -> reports.json(officers + i), sent -> progress.accept(sent, (long) before));
            Instant began = clock.instant();
            OpenLoopClient.Answers answers =
                    client.spread(officers, seconds, reports::json, sent -> progress.accept(sent, (long) officers));
            return result(officers, seconds, enterprises, began, answers, receiver);
        } finally {
            issued.forEach(keys::revoke);
        }
    }

    /** Reports by number; they come from an authority, so that each suffices by itself. */
    private record Reports(List<UUID> enterprises, LocalDate today, String run) {
        String json(long number) {
            return "{\"enterpriseId\":\"" + enterprises.get((int) number) + "\",\"indicator\":\"WAG01\",\"value\":45,"
                    + "\"occurredOn\":\"" + today.minusDays(1) + "\",\"ref\":\"" + run + "-" + number
                    + "\",\"kind\":\"AUTHORITY\"}";
        }
    }

    private Result result(
            int officers,
            int seconds,
            List<UUID> enterprises,
            Instant began,
            OpenLoopClient.Answers answers,
            Receiver receiver) {
        Map<UUID, UUID> alerts = alerts(enterprises.subList(0, officers));
        receiver.await(alerts.values());
        Histogram told = new Histogram(TimeUnit.MINUTES.toMicros(10), 3);
        long untold = 0;
        for (int i = 0; i < officers; i++) {
            UUID alert = alerts.get(enterprises.get(i));
            Long arrived = alert == null ? null : receiver.first.get(alert);
            long due = answers.begun() + i * TimeUnit.SECONDS.toNanos(seconds) / officers;
            if (arrived != null) told.recordValue(TimeUnit.NANOSECONDS.toMicros(arrived - due));
            else untold++;
        }
        return new Result(
                MachineInfo.here(),
                BenchDatabase.count(database, "select count(*) from enterprise"),
                officers,
                seconds,
                answers.outcomes(),
                alerts.size(),
                untold,
                receiver.messages(began),
                Percentiles.of(answers.latencies()),
                Percentiles.of(told),
                MachineInfo.peakMemoryMb());
    }

    /** Maps each enterprise to its alert. */
    private Map<UUID, UUID> alerts(List<UUID> enterprises) {
        Map<UUID, UUID> alerts = new HashMap<>();
        Object ids = enterprises.toArray();
        new SqlQuery("select enterprise_id, id from alert where dimension = 'labour' and enterprise_id = any(?)", ids)
                .list(database, rows -> alerts.put(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class)));
        return alerts;
    }

    private void channels(String address) {
        BenchDatabase.execute(database, SETTINGS);
        BenchDatabase.execute(database, CLEAR);
        BenchDatabase.execute(database, CHANNELS, address);
    }

    /** Answers every web hook at once and records when the first message about each alert arrived. */
    private static final class Receiver implements AutoCloseable {
        private final Vertx vertx = Vertx.vertx();
        private final Map<UUID, Long> first = new ConcurrentHashMap<>();
        private final List<Instant> sent = Collections.synchronizedList(new ArrayList<>());
        private final HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    long now = System.nanoTime();
                    JsonObject event = body.toJsonObject();
                    String subject = event.getString("subject");
                    if (subject != null) first.putIfAbsent(UUID.fromString(subject), now);
                    sent.add(Instant.parse(event.getString("time")));
                    request.response().setStatusCode(204).end();
                }))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();

        String address() {
            return "http://127.0.0.1:" + server.actualPort() + "/in";
        }

        /** Counts the messages about notifications made since then. */
        long messages(Instant since) {
            return List.copyOf(sent).stream()
                    .filter(made -> !made.isBefore(since))
                    .count();
        }

        void await(Collection<UUID> alerts) {
            long end = System.nanoTime() + TIMEOUT.toNanos();
            while (!first.keySet().containsAll(alerts) && System.nanoTime() < end) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }

        @Override
        public void close() {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
