package org.fengqiao.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertOutcome;
import org.fengqiao.alerting.AlertState;
import org.fengqiao.mediation.CaseState;
import org.fengqiao.platform.Eventually;
import org.fengqiao.platform.database.EmbeddedDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged product plays its year: there is enough of everything to see, and each time the same. It takes a quarter of
 * an hour, so it runs only when asked for.
 */
@EnabledIfSystemProperty(named = "demo.year", matches = "true")
class DemoYearIT {
    private static final String DAY = "2026-06-30";
    private static final int ENOUGH = 5;

    /** Not what differs from run to run: passwords, the key that seals releases, and numbers of rows. */
    private static final List<String> CONTENT = List.of(
            "select * from alert",
            "select alert_id, at, actor, event, arguments, note, attachments from alert_event",
            "select * from alert_clock",
            "select * from assessment",
            "select enterprise_id, indicator, value, occurred_at, learnt_at from observation",
            "select * from mediation_case",
            "select case_id, revision, body from litigation_package",
            "select id, kind, alert_id, username, why_zh, made_at, state, sent_at from notification",
            "select id, at, release_id, everybody, assessed, raised from pass",
            "select number, release_id, kind from publication");

    @TempDir
    Path temp;

    @Test
    void a_year_has_enough_of_everything_to_see() throws Exception {
        JsonNode counts = demo("city", "--seed", "1", "--weeks", "52").get("counts");
        assertThat(few(counts.get("states"), names(AlertState.values()))).isEmpty();
        assertThat(few(counts.get("outcomes"), names(AlertOutcome.values()))).isEmpty();
        assertThat(few(counts.get("cases"), names(CaseState.values()))).isEmpty();
        assertThat(few(
                        counts.get("mediationSteps"),
                        names(AlertEvent.values())
                                .filter(event -> event.startsWith("MEDIATION_"))
                                .map(event -> event.substring("MEDIATION_".length()))))
                .isEmpty();
        assertThat(few(counts.get("suppressed"), Stream.of("SILENCED", "GROUPED", "THROTTLED")))
                .isEmpty();
        assertThat(counts.get("topReasonShare").asDouble()).isLessThanOrEqualTo(0.1);
        assertThat(counts.get("eventsForeseen").asInt()).isGreaterThanOrEqualTo(ENOUGH);
        assertThat(counts.get("eventsMissed").asInt()).isGreaterThanOrEqualTo(ENOUGH);
        assertThat(counts.get("leadDaysMedian").asDouble()).isPositive();
        assertThat(counts.get("precision").asDouble()).isBetween(0.5, 0.98);
        assertThat(counts.get("releases").get("PUBLISHED").asInt()).isEqualTo(2);
        assertThat(counts.get("escalated").asInt()).isGreaterThanOrEqualTo(ENOUGH);
        assertThat(counts.get("digests").asInt()).isPositive();
        assertThat(counts.get("recovered").asInt()).isGreaterThanOrEqualTo(ENOUGH);
        assertThat(counts.get("reportersTold").asInt()).isGreaterThanOrEqualTo(ENOUGH);
        assertThat(counts.get("clocksDueSoonMissed").asDouble()).isLessThanOrEqualTo(0.25);
    }

    @Test
    void the_same_seed_and_day_give_the_same_year() throws Exception {
        String[] small = {"--seed", "7", "--size", "3000", "--weeks", "30"};
        assertThat(demo("first", small)).isEqualTo(demo("second", small));
        assertThat(content("second")).isEqualTo(content("first"));
    }

    /** What a finished demo prints, without how long it took; nobody was refused anything. */
    private JsonNode demo(String folder, String... options) throws Exception {
        Path data = temp.resolve(folder);
        Path log = temp.resolve(folder + ".log");
        Path printed = temp.resolve(folder + ".json");
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx640m",
                "-jar",
                "target/quarkus-app/quarkus-run.jar",
                "demo",
                "--day",
                DAY,
                "--no-serve",
                "--json"));
        line.addAll(List.of(options));
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectError(log.toFile()).redirectOutput(printed.toFile());
        builder.environment().put("FENGQIAO_DATA", data.toString());
        assertThat(Eventually.exit(builder.start())).as(Files.readString(log)).isZero();
        assertThat(Files.readAllLines(log)).noneMatch(row -> row.contains("WARN") || row.contains("ERROR"));
        ObjectNode result = (ObjectNode) new ObjectMapper().readTree(printed.toFile());
        return result.without(List.of("generateSeconds", "seconds", "intake"));
    }

    private static Stream<String> names(Enum<?>... constants) {
        return Arrays.stream(constants).map(Enum::name);
    }

    /** What there is not enough of, and how much there is. */
    private static Map<String, Integer> few(JsonNode counts, Stream<String> wanted) {
        Map<String, Integer> few = new TreeMap<>();
        wanted.filter(name -> counts.path(name).asInt() < ENOUGH)
                .forEach(name -> few.put(name, counts.path(name).asInt()));
        return few;
    }

    private Map<String, String> content(String folder) throws IOException, SQLException {
        Map<String, String> content = new LinkedHashMap<>();
        try (EmbeddedDatabase database = EmbeddedDatabase.open(temp.resolve(folder));
                Connection connection = database.access().connect();
                Statement statement = connection.createStatement()) {
            for (String sql : CONTENT) {
                try (ResultSet row = statement.executeQuery(
                        "select count(*) || ' ' || md5(string_agg(x::text, '|' order by x::text)) from (" + sql
                                + ") x")) {
                    row.next();
                    content.put(sql, row.getString(1));
                }
            }
        }
        return content;
    }
}
