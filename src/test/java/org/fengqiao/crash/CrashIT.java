package org.fengqiao.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.database.DatabaseAccess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes on one database under load; one after the other they are killed at random moments, now and then the database, while
 * those who are told fail at random too. At the end nothing is lost and nothing is there twice. A few rounds here; for the long
 * run see docs/benchmarks.md.
 */
class CrashIT {
    private static final int ROUNDS = Integer.getInteger("crash.rounds", 6);
    private static final long SEED = Long.getLong("crash.seed", 5);
    private static final int ENTERPRISES = 60_000;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path temp;

    private final DeliveryReceipts takings = new DeliveryReceipts();
    private final Map<String, Object> figures = new LinkedHashMap<>();
    private OfficerSteps officers;

    @Test
    void killed_at_random_it_loses_nothing_and_does_nothing_twice() throws Exception {
        Path rules = temp.resolve("rules");
        WageRuleBase.write(rules);
        try (KillableDatabase database = new KillableDatabase(temp);
                FlakyWebhook hook = new FlakyWebhook(takings, SEED);
                FlakyMailServer mail = new FlakyMailServer(takings, SEED);
                ServerProcess first =
                        new ServerProcess(temp.resolve("node-1"), settings(database.access(), rules, mail));
                ServerProcess second =
                        new ServerProcess(temp.resolve("node-2"), settings(database.access(), rules, mail))) {
            List<ServerProcess> nodes = List.of(first, second);
            Ledger ledger = new Ledger(database.access());
            first.start();
            ServerProcess.awaitAll(List.of(first));
            ledger.open();
            StreetFixture street = new StreetFixture(first);
            street.fill(database.access(), ENTERPRISES, hook.address());
            LocalDate day =
                    LocalDate.ofInstant(Time.systemClock().instant(), Time.CITY).minusDays(2);
            String apiKey = street.apiKey();
            officers = new OfficerSteps(
                    ledger,
                    LoadGenerator.authorization(street.signIn(StreetFixture.HEAD)),
                    LoadGenerator.authorization(street.signIn(StreetFixture.LEAD)));
            LoadGenerator load = new LoadGenerator(nodes, apiKey, officers, day, SEED);
            second.start();

            killAtRandom(new Killer(database, nodes, ledger, SEED), nodes, ledger, load);
            hook.behave();
            mail.behave();
            settle(ledger, load);

            figures.put("attempts at the receivers", hook.attempts() + mail.attempts());
            Map<String, Long> wrongs = ledger.wrongs();
            figures.put("wrong", wrongs);
            List<String> blind = ledger.blind();
            report();
            assertThat(load.refused()).isEmpty();
            assertThat(load.reported()).hasSizeGreaterThanOrEqualTo(ROUNDS);
            assertThat(wrongs)
                    .allSatisfy((what, times) -> assertThat(times).as(what).isZero());
            assertThat(blind).as("checks that overlook a fault of their kind").isEmpty();
        }
    }

    private void killAtRandom(Killer killer, List<ServerProcess> nodes, Ledger ledger, LoadGenerator load)
            throws Exception {
        int round = 0;
        try (load) {
            load.start();
            while (round < ROUNDS || !enough(ledger, load)) {
                killer.round(++round);
                System.err.printf(
                        "crash round %d of %d, %d reported%n",
                        round, ROUNDS, load.reported().size());
            }
            ServerProcess.awaitAll(nodes);
            load.stop();
        }
        figures.put("rounds", round);
        figures.put("seed", SEED);
        figures.put("kills of a node", killer.nodeKills());
        figures.put("of them while it served", killer.whileServing());
        figures.put("kills of the database", killer.databaseKills());
    }

    private void settle(Ledger ledger, LoadGenerator load) throws Exception {
        figures.put("open when the kills end", ledger.openWork());
        ledger.settle();
        ledger.enter(load.reported(), officers, takings);
        figures.put("reports taken", load.reported().size());
        figures.put("requests sent again", load.noYes());
        figures.put("alerts acknowledged", officers.acknowledged().size());
        figures.put("acknowledgements taken back", officers.withdrawn().size());
        figures.put("hand-overs", count(officers.transferred()));
        figures.put("requests for help", count(officers.asked()));
        figures.putAll(ledger.amounts());
        figures.put("messages at the receivers", takings.messages());
        figures.put("after their keys", takings.kept());
    }

    private void report() throws IOException {
        String json = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(figures);
        Files.writeString(Path.of("target", "crash.json"), json);
        System.err.println(json);
    }

    /** What each check needs to be able to find a fault of its kind, on a slow machine too. */
    private boolean enough(Ledger ledger, LoadGenerator load) throws Exception {
        return load.reported().size() >= 20
                && !officers.acknowledged().isEmpty()
                && !officers.withdrawn().isEmpty()
                && officers.transferred().containsValue("ACCEPTED")
                && officers.asked().containsValue("ANSWERED")
                && ledger.requestsDue() >= 3
                && ledger.madeDue() >= 3;
    }

    private static Map<String, Long> count(Map<UUID, String> states) {
        return states.values().stream()
                .collect(Collectors.groupingBy(state -> state, TreeMap::new, Collectors.counting()));
    }

    private static Map<String, String> settings(DatabaseAccess database, Path rules, FlakyMailServer mail) {
        Map<String, String> settings = new HashMap<>();
        settings.put("FENGQIAO_DB_URL", database.url());
        settings.put("FENGQIAO_DB_USER", database.user());
        settings.put("FENGQIAO_DB_PASSWORD", database.password());
        settings.put("FENGQIAO_RULES", rules.toString());
        settings.put("FENGQIAO_RELEASE_KEY", "for-this-run-only-for-this-run-only-1");
        settings.put("FENGQIAO_SESSION_KEY", "for-this-run-only-for-this-run-only-2");
        settings.put("FENGQIAO_WEBHOOK_ORIGINS", "http://127.0.0.1");
        settings.put("FENGQIAO_SMTP_HOST", "127.0.0.1");
        settings.put("FENGQIAO_SMTP_PORT", Integer.toString(mail.port()));
        settings.put("FENGQIAO_SMTP_FROM", "fengqiao@example.gov.cn");
        settings.put("FENGQIAO_SMTP_STARTTLS", "DISABLED");
        return settings;
    }
}
