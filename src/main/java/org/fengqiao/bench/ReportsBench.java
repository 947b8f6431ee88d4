package org.fengqiao.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
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
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.security.ApiKeys;
import org.fengqiao.platform.security.Roles;

/**
 * Very many information officers report within a minute, each under a key of his own, each on an enterprise that is calm so
 * far, and each time so that a red alert follows: until the first who must know has been told by a web hook.
 */
@ApplicationScoped
public class ReportsBench {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Whoever holds a post is told by a web hook of this run, and by nothing else. */
    private static final String SETTINGS = """
            insert into notification_setting (username, language)
            select distinct username, 'zh' from post_holding on conflict do nothing""";

    private static final String CLEAR = "delete from notification_channel";
    private static final String CHANNELS = """
            insert into notification_channel (username, position, via, address, secret, least_tier)
            select username, 0, 'WEB_HOOK', ?, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'BLUE' from notification_setting""";

    private static final String CALM = """
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
     * What came of it; times from the moment a report was due.
     *
     * @param answers until the reporter had his answer: stored, assessed, routed and committed
     * @param told until the first notification of its alert had arrived
     * @param untold alerts of which nobody was told within a minute after the last report
     * @param messages that arrived in all, owners and copies
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
                    ms(spent.getValueAtPercentile(50)), ms(spent.getValueAtPercentile(99)), ms(spent.getMaxValue()));
        }

        private static double ms(long micros) {
            return Math.round(micros / 10.0) / 100.0;
        }
    }

    /** @param warmUp seconds of the same before, not counted */
    public Result run(int officers, int seconds, int warmUp, String host, int port, BiConsumer<Long, Long> progress) {
        live.get();
        int before = (int) Math.ceil((double) officers * warmUp / seconds);
        List<UUID> calm = calm(officers + before);
        List<ApiKeys.IssuedApiKey> issued = new ArrayList<>();
        String name = "bench-" + clock.instant().toEpochMilli();
        Receiver receiver = new Receiver();
        try (receiver;
                OpenLoopClient loop = new OpenLoopClient(
                        host, port, "/api/v1/observations", number -> issued.get((int) number % issued.size())
                                .key())) {
            for (int i = 0; i < officers; i++) {
                issued.add(keys.issue(
                        new ApiKeys.NewApiKey(
                                name + "-" + i, Set.of(Roles.OBSERVATIONS_WRITE), "0", Duration.ofHours(2)),
                        "bench"));
            }
            channels(receiver.address());
            Reports reports = new Reports(calm, LocalDate.ofInstant(clock.instant(), Time.CITY), name);
            if (before > 0)
                loop.spread(
                        before, warmUp, i -> reports.json(officers + i), sent -> progress.accept(sent, (long) before));
            Instant began = clock.instant();
            OpenLoopClient.Answers answers =
                    loop.spread(officers, seconds, reports::json, sent -> progress.accept(sent, (long) officers));
            return result(officers, seconds, calm, began, answers, receiver);
        } finally {
            issued.forEach(keys::revoke);
        }
    }

    /** Each report under its number; an authority's word, so that it counts alone. */
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
            List<UUID> calm,
            Instant began,
            OpenLoopClient.Answers answers,
            Receiver receiver) {
        Map<UUID, UUID> alerts = alerts(calm.subList(0, officers));
        receiver.await(alerts.values());
        Histogram told = new Histogram(TimeUnit.MINUTES.toMicros(10), 3);
        long untold = 0;
        for (int i = 0; i < officers; i++) {
            UUID alert = alerts.get(calm.get(i));
            Long arrived = alert == null ? null : receiver.first.get(alert);
            long due = answers.begun() + i * TimeUnit.SECONDS.toNanos(seconds) / officers;
            if (arrived != null) told.recordValue(TimeUnit.NANOSECONDS.toMicros(arrived - due));
            else untold++;
        }
        return new Result(
                MachineInfo.here(),
                count("select count(*) from enterprise"),
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

    private List<UUID> calm(int wanted) {
        return Transactions.inTransaction(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement(CALM)) {
                select.setInt(1, wanted);
                return ids(select);
            }
        });
    }

    private static List<UUID> ids(PreparedStatement select) throws java.sql.SQLException {
        List<UUID> ids = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) ids.add(row.getObject(1, UUID.class));
        }
        return ids;
    }

    /** Enterprise to its alert. */
    private Map<UUID, UUID> alerts(List<UUID> enterprises) {
        return Transactions.inTransaction(database, connection -> {
            Map<UUID, UUID> alerts = new HashMap<>();
            try (PreparedStatement select = connection.prepareStatement(
                    "select enterprise_id, id from alert where dimension = 'labour' and enterprise_id = any(?)")) {
                select.setArray(1, connection.createArrayOf("uuid", enterprises.toArray()));
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) alerts.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
                }
            }
            return alerts;
        });
    }

    private void channels(String address) {
        Transactions.inTransaction(database, connection -> {
            for (String sql : List.of(SETTINGS, CLEAR, CHANNELS)) {
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    if (sql.equals(CHANNELS)) statement.setString(1, address);
                    statement.executeUpdate();
                }
            }
            return null;
        });
    }

    private long count(String sql) {
        return Transactions.inTransaction(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql);
                    ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    /** Answers every web hook at once, and remembers when the first of each alert came. */
    private static final class Receiver implements AutoCloseable {
        private final Vertx vertx = Vertx.vertx();
        private final Map<UUID, Long> first = new ConcurrentHashMap<>();
        private final List<Instant> sent = java.util.Collections.synchronizedList(new ArrayList<>());
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

        /** Of what was made since a moment. */
        long messages(Instant since) {
            return List.copyOf(sent).stream()
                    .filter(made -> !made.isBefore(since))
                    .count();
        }

        void await(java.util.Collection<UUID> alerts) {
            long end = System.nanoTime() + PATIENCE.toNanos();
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
