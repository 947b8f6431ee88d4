package org.fengqiao;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fengqiao.demo.DemoCity;
import org.fengqiao.platform.database.EmbeddedDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged product is killed in the middle of an import and of a pass, once the JVM and once the database server
 * each time, run again, and ends exactly where an undisturbed run ends.
 */
class KillIT {
    private static final LocalDate DAY = LocalDate.of(2026, 6, 30);
    private static final int ENTERPRISES = 20_000;
    private static final Pattern PERCENT = Pattern.compile("\\((\\d+) %\\)");

    @TempDir
    Path temp;

    private enum Victim {
        NOBODY,
        JVM,
        SERVER
    }

    @Test
    void killed_in_the_middle_it_ends_where_an_undisturbed_run_ends() throws Exception {
        Path city = temp.resolve("city");
        DemoCity.write(city, ENTERPRISES, 3, DAY, done -> {});
        Path calm = temp.resolve("calm");
        Path disturbed = temp.resolve("disturbed");
        for (Path data : List.of(calm, disturbed)) {
            for (String file : List.of("areas", "posts", "enterprises"))
                succeed(data, "import", city.resolve(file + ".csv"));
        }

        succeed(calm, "import", city.resolve("observations.csv"));
        succeed(calm, "assess", "--as-of", DAY);

        int interrupted = 0;
        for (Victim victim : List.of(Victim.JVM, Victim.SERVER)) {
            if (run(disturbed, victim, "import", city.resolve("observations.csv")) != 0) interrupted++;
        }
        succeed(disturbed, "import", city.resolve("observations.csv"));
        for (Victim victim : List.of(Victim.JVM, Victim.SERVER)) {
            if (run(disturbed, victim, "assess", "--as-of", DAY) != 0) interrupted++;
        }
        succeed(disturbed, "assess", "--as-of", DAY);

        assertThat(interrupted).as("runs that were really cut short").isEqualTo(4);
        Map<String, String> expected = state(calm);
        assertThat(expected.get("assessments")).startsWith(Integer.toString(ENTERPRISES));
        assertThat(state(disturbed)).isEqualTo(expected);
    }

    private static void succeed(Path data, Object... command) throws Exception {
        assertThat(run(data, Victim.NOBODY, command))
                .as(List.of(command).toString())
                .isZero();
    }

    /** Runs a command; its victim dies when the command says that it is a third done. */
    private static int run(Path data, Victim victim, Object... command) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx640m",
                "-Dfengqiao.terminal=true",
                "-Dstderr.encoding=UTF-8",
                "-jar",
                "target/quarkus-app/quarkus-run.jar"));
        for (Object word : command) line.add(word.toString());
        ProcessBuilder builder = new ProcessBuilder(line).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("FENGQIAO_DATA", data.toString());
        Process process = builder.start();
        StringBuilder said = new StringBuilder();
        boolean killed = false;
        try (Reader errors = new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8)) {
            char[] buffer = new char[1024];
            for (int read = errors.read(buffer); read > 0; read = errors.read(buffer)) {
                said.append(buffer, 0, read);
                if (!killed && victim != Victim.NOBODY && percent(said) >= 33) {
                    killed = true;
                    if (victim == Victim.JVM) process.toHandle().destroyForcibly();
                    else killServer(data);
                }
            }
        }
        int exit = process.waitFor();
        if (exit != 0 && victim == Victim.NOBODY) System.err.println(said);
        return exit;
    }

    private static int percent(CharSequence said) {
        int percent = 0;
        Matcher matcher = PERCENT.matcher(said);
        while (matcher.find()) percent = Integer.parseInt(matcher.group(1));
        return percent;
    }

    private static void killServer(Path data) throws IOException {
        try (var files = Files.walk(data, 4)) {
            Path pid = files.filter(file -> file.endsWith("postmaster.pid"))
                    .findFirst()
                    .orElseThrow();
            long server = Long.parseLong(Files.readAllLines(pid).get(0).trim());
            ProcessHandle.of(server).orElseThrow().destroyForcibly();
        }
    }

    /** Counts and contents, without the ids and times that differ from run to run. */
    private static Map<String, String> state(Path data) throws SQLException {
        Map<String, String> state = new LinkedHashMap<>();
        try (EmbeddedDatabase database = EmbeddedDatabase.open(data);
                Connection connection = database.access().connect();
                Statement statement = connection.createStatement()) {
            digest(
                    statement,
                    state,
                    "enterprises",
                    "select coalesce(uscc, name) || headcount || flags as x from enterprise");
            digest(
                    statement,
                    state,
                    "observations",
                    "select key::text || content || coalesce(retracted_at::text, '') as x from observation");
            digest(
                    statement,
                    state,
                    "assessments",
                    "select coalesce(e.uscc, e.name) || a.score || a.tier || a.completeness"
                            + " || encode(a.findings, 'hex') as x from assessment a join enterprise e on e.id = a.enterprise_id where a.dimension = 'labour'");
            digest(
                    statement,
                    state,
                    "integrity",
                    "select coalesce(e.uscc, e.name) || a.score || a.tier as x"
                            + " from assessment a join enterprise e on e.id = a.enterprise_id where a.dimension = 'integrity'");
            digest(
                    statement,
                    state,
                    "alerts",
                    "select coalesce(e.uscc, e.name) || a.dimension || a.episode || a.tier || a.score"
                            + " || a.owner_username || a.why_en as x from alert a join enterprise e on e.id = a.enterprise_id");
            digest(statement, state, "events", "select event || detail as x from alert_event");
            digest(
                    statement,
                    state,
                    "imports",
                    "select source || rows_done || ' ' || accepted || ' ' || rejected as x from import_run");
        }
        return state;
    }

    private static void digest(Statement statement, Map<String, String> state, String name, String sql)
            throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "select count(*) || ' ' || md5(string_agg(x, '|' order by x)) from (" + sql + ") s")) {
            row.next();
            state.put(name, row.getString(1));
        }
    }
}
