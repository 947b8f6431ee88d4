package org.fengqiao;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import java.util.UUID;
import java.util.stream.Stream;
import org.fengqiao.demo.city.DemoCity;
import org.fengqiao.platform.Eventually;
import org.fengqiao.platform.database.EmbeddedDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged product is killed in the middle of an import and of a pass, once the JVM and once the database server
 * each time, run again, and ends exactly where an undisturbed run ends. That it is the middle does not hang on the speed
 * of the machine: a trigger lets the database wait there until the victim is dead.
 */
class KillIT {
    private static final LocalDate DAY = LocalDate.of(2026, 6, 30);
    private static final int ENTERPRISES = 8_000;
    private static final String ARMED = "armed";
    private static final String REACHED = "reached";

    /** Waits in the transaction that would write down a place past a third, for as long as this very trap is armed. */
    private static final String TRAP = """
            create function wait_to_be_killed() returns trigger language plpgsql as $$
            declare
                trap text := pg_read_file('%1$s', 0, 100, true);
            begin
                if trap is not null then
                    execute format('copy (select %%L) to %%L', tg_table_name,
                        current_setting('data_directory') || '/%2$s');
                end if;
                while pg_read_file('%1$s', 0, 100, true) = trap loop
                    perform pg_sleep(0.1);
                end loop;
                return new;
            end $$;
            create trigger trap before update on import_run for each row when (new.rows_done > %3$d)
                execute function wait_to_be_killed();
            create trigger trap before update on pass for each row when (new.assessed > %4$d)
                execute function wait_to_be_killed();
            """;

    @TempDir
    Path temp;

    private enum Victim {
        JVM,
        SERVER
    }

    @Test
    void killed_in_the_middle_it_ends_where_an_undisturbed_run_ends() throws Exception {
        Path city = temp.resolve("city");
        DemoCity.write(city, ENTERPRISES, 3, DAY, done -> {});
        Path calm = temp.resolve("calm");
        for (String file : List.of("areas", "posts", "enterprises"))
            succeed(calm, "import", city.resolve(file + ".csv"));
        long observations;
        try (Stream<String> lines = Files.lines(city.resolve("observations.csv"))) {
            observations = lines.count();
        }
        Path disturbed = temp.resolve("disturbed");
        copy(calm, disturbed);
        try (EmbeddedDatabase database = EmbeddedDatabase.open(disturbed);
                Connection connection = database.access().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(TRAP.formatted(ARMED, REACHED, observations / 3, ENTERPRISES / 3));
        }

        succeed(calm, "import", city.resolve("observations.csv"));
        succeed(calm, "assess", "--as-of", DAY);

        for (Victim victim : Victim.values())
            kill(disturbed, victim, "import_run", "import", city.resolve("observations.csv"));
        succeed(disturbed, "import", city.resolve("observations.csv"));
        for (Victim victim : Victim.values()) kill(disturbed, victim, "pass", "assess", "--as-of", DAY);
        succeed(disturbed, "assess", "--as-of", DAY);

        Map<String, String> expected = state(calm);
        assertThat(expected.get("assessments")).startsWith(Integer.toString(ENTERPRISES));
        assertThat(state(disturbed)).isEqualTo(expected);
    }

    private void succeed(Path data, Object... command) throws Exception {
        assertThat(Eventually.exit(run(data, command)))
                .as(List.of(command) + Files.readString(log(data)))
                .isZero();
    }

    /** Runs a command whose victim dies while the work is waiting in the middle of this table. */
    private void kill(Path data, Victim victim, String table, Object... command) throws Exception {
        Path cluster = data.resolve("postgres");
        Path armed = Files.writeString(cluster.resolve(ARMED), UUID.randomUUID().toString());
        Path reached = cluster.resolve(REACHED);
        Process process = run(data, command);
        Eventually.until(
                "the work is in the middle",
                () -> Files.exists(reached) && !Files.readString(reached).isEmpty() || !process.isAlive());
        assertThat(process.isAlive()).as(Files.readString(log(data))).isTrue();
        assertThat(Files.readString(reached).strip()).isEqualTo(table);
        if (victim == Victim.JVM) process.destroyForcibly();
        else killServer(cluster);
        assertThat(Eventually.exit(process)).as("it was cut short").isNotZero();
        Files.delete(armed);
        Files.delete(reached);
    }

    private Process run(Path data, Object... command) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx640m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dfengqiao.pass.chunk=1000",
                "-jar",
                "target/quarkus-app/quarkus-run.jar"));
        for (Object word : command) line.add(word.toString());
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(log(data).toFile());
        builder.environment().put("FENGQIAO_DATA", data.toString());
        return builder.start();
    }

    private Path log(Path data) {
        return temp.resolve(data.getFileName() + ".log");
    }

    private static void copy(Path from, Path to) throws Exception {
        Process copy = new ProcessBuilder("cp", "-a", from.toString(), to.toString()).start();
        assertThat(Eventually.exit(copy)).isZero();
    }

    private static void killServer(Path cluster) throws IOException {
        long server = Long.parseLong(
                Files.readAllLines(cluster.resolve("postmaster.pid")).get(0).trim());
        ProcessHandle.of(server).orElseThrow().destroyForcibly();
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
            digest(
                    statement,
                    state,
                    "events",
                    "select event || (arguments - 'post' - 'copies')::text as x from alert_event");
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
