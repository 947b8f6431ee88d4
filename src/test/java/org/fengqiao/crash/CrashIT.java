package org.fengqiao.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.fengqiao.platform.EmbeddedDatabase;
import org.fengqiao.platform.Time;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes on one database under load; one after the other they are killed at random moments, now and then the database, while
 * those who are told fail at random too. At the end nothing is lost and nothing is there twice. A few rounds here; the long run
 * is {@code mvn verify -Pcrash}, see docs/benchmarks.md.
 */
class CrashIT {
    private static final int ROUNDS = Integer.getInteger("crash.rounds", 6);
    private static final long SEED = Long.getLong("crash.seed", 5);
    private static final int DATABASE_EVERY = 5;
    private static final int ENTERPRISES = 200_000;
    private static final Duration DRAIN = Duration.ofMinutes(10);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path temp;

    private EmbeddedDatabase database;

    @Test
    void killed_at_random_it_loses_nothing_and_does_nothing_twice() throws Exception {
        Random random = new Random(SEED);
        database = EmbeddedDatabase.open(temp);
        long began = System.nanoTime();
        try (FlakyWebHook hook = new FlakyWebHook(SEED);
                FlakyMail mail = new FlakyMail(SEED);
                Node first = new Node(freePort(), temp.resolve("node-1"), settings(mail.port()));
                Node second = new Node(freePort(), temp.resolve("node-2"), settings(mail.port()))) {
            List<Node> nodes = List.of(first, second);
            first.start();
            first.awaitReady();
            Street street = new Street(first);
            street.fill(database.access(), ENTERPRISES, hook.address());
            String key = street.apiKey();
            String head = street.head();
            second.start();
            second.awaitReady();
            LocalDate day =
                    LocalDate.ofInstant(Time.systemClock().instant(), Time.CITY).minusDays(2);
            int databaseKills = 0;
            try (Load load = new Load(nodes, key, head, this::alertOf, day, SEED)) {
                load.start();
                for (int round = 1; round <= ROUNDS; round++) {
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(1_500));
                    makeClocksDue();
                    if (round % DATABASE_EVERY == 0) {
                        killDatabase();
                        databaseKills++;
                    } else {
                        Node victim = nodes.get(random.nextInt(nodes.size()));
                        victim.kill();
                        victim.start();
                    }
                    for (Node node : nodes) node.awaitReady();
                    System.err.printf(
                            "crash round %d of %d, %d reported%n",
                            round, ROUNDS, load.reported().size());
                }
                load.stop();
                hook.behave();
                mail.behave();
                Ledger ledger = new Ledger(database.access());
                boolean drained = ledger.drained(DRAIN);
                Set<String> taken = new HashSet<>(hook.taken().keySet());
                taken.addAll(mail.taken().keySet());
                Map<String, Long> wrongs = ledger.wrongs(load.reported(), load.acknowledged(), taken);
                Map<String, Object> result = new LinkedHashMap<>();
                result.put("rounds", ROUNDS);
                result.put("seed", SEED);
                result.put("kills of a node", ROUNDS - databaseKills);
                result.put("kills of the database", databaseKills);
                result.put("seconds", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
                result.put("reports taken", load.reported().size());
                result.put("requests sent again", load.sentAgain());
                result.put("acknowledged", load.acknowledged().size());
                result.putAll(ledger.amounts());
                result.put("messages by web hook", sum(hook.taken()));
                result.put("messages by mail", sum(mail.taken()));
                result.put(
                        "messages repeated under their key",
                        sum(hook.taken())
                                + sum(mail.taken())
                                - hook.taken().size()
                                - mail.taken().size());
                result.put("drained", drained);
                result.put("wrong", wrongs);
                String json =
                        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(result);
                Files.writeString(Path.of("target", "crash.json"), json);
                System.err.println(json);

                assertThat(load.refused()).isEmpty();
                assertThat(load.reported()).hasSizeGreaterThanOrEqualTo(ROUNDS);
                assertThat(wrongs)
                        .allSatisfy((what, times) -> assertThat(times).as(what).isZero());
            }
        } finally {
            database.close();
        }
    }

    private Map<String, String> settings(int mailPort) {
        Map<String, String> settings = new HashMap<>();
        settings.put("FENGQIAO_DB_URL", database.access().url());
        settings.put("FENGQIAO_DB_USER", database.access().user());
        settings.put("FENGQIAO_DB_PASSWORD", database.access().password());
        settings.put("FENGQIAO_RELEASE_KEY", "for-this-run-only-for-this-run-only-1");
        settings.put("FENGQIAO_SESSION_KEY", "for-this-run-only-for-this-run-only-2");
        settings.put("FENGQIAO_WEBHOOK_ORIGINS", "http://127.0.0.1");
        settings.put("FENGQIAO_SMTP_HOST", "127.0.0.1");
        settings.put("FENGQIAO_SMTP_PORT", Integer.toString(mailPort));
        settings.put("FENGQIAO_SMTP_FROM", "fengqiao@example.gov.cn");
        settings.put("FENGQIAO_SMTP_STARTTLS", "DISABLED");
        return settings;
    }

    private static int sum(Map<String, Integer> taken) {
        return taken.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    /** Null while the database is away, or the enterprise has none. */
    private UUID alertOf(UUID enterprise) {
        try (Connection connection = database.access().connect();
                PreparedStatement select =
                        connection.prepareStatement("select id from alert where enterprise_id = ?")) {
            select.setObject(1, enterprise);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getObject(1, UUID.class) : null;
            }
        } catch (SQLException e) {
            return null;
        }
    }

    /** Some that were begun lately run out in a moment, so that they are missed while nodes die. */
    private void makeClocksDue() throws SQLException {
        try (Connection connection = database.access().connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update alert_clock set due_at = now() + interval '1 second' where step = 'ack'"
                    + " and met_at is null and missed_at is null and due_at > now()"
                    + " and started_at > now() - interval '1 minute' and random() < 0.1");
        }
    }

    private void killDatabase() throws IOException, InterruptedException {
        Path pid = temp.resolve("postgres").resolve("postmaster.pid");
        long server = Long.parseLong(Files.readAllLines(pid).get(0).trim());
        ProcessHandle.of(server).orElseThrow().destroyForcibly();
        TimeUnit.MILLISECONDS.sleep(300);
        database.close();
        database = EmbeddedDatabase.open(temp);
    }
}
