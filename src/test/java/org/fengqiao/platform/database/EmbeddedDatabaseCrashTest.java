package org.fengqiao.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.apache.commons.io.file.PathUtils;
import org.fengqiao.platform.Eventually;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a user may lose by any kill -9: nothing that was committed. */
@Execution(ExecutionMode.CONCURRENT)
class EmbeddedDatabaseCrashTest {
    private static final int ENOUGH = 200;

    private static Path pristine;

    private Path data;

    /** Making a cluster takes longer than all that is done to it here, so it is made once and copied. */
    @BeforeAll
    static void make_a_cluster() throws IOException {
        pristine = folder();
        EmbeddedDatabase.open(pristine, TestDatabase.programs()).close();
    }

    @AfterAll
    static void remove_it() throws IOException {
        PathUtils.deleteDirectory(pristine);
    }

    @BeforeEach
    void copy_the_cluster() throws IOException {
        data = folder();
        Path original = pristine.resolve("postgres");
        assertThat(ProcessRunner.run(List.of("cp", "-a", original.toString(), data.toString()))
                        .ok())
                .isTrue();
    }

    private static Path folder() throws IOException {
        return Files.createTempDirectory(
                Files.createDirectories(Path.of("target")).toAbsolutePath(), "crash-");
    }

    @AfterEach
    void remove_the_folder() throws IOException {
        Postmaster.running(cluster()).ifPresent(leftBehind -> kill(leftBehind.pid()));
        PathUtils.deleteDirectory(data);
    }

    @Test
    void adopts_the_server_of_a_killed_process_and_stops_it_at_the_end() throws Exception {
        Process writer = user("write");
        BufferedReader said = writer.inputReader(StandardCharsets.UTF_8);
        readUntil(said, ENOUGH);
        kill(writer.pid()); // not by destroyForcibly(), which also closes what we still want to read
        int committed = last(said);
        writer.waitFor();
        long server = server().pid();

        try (EmbeddedDatabase database = open()) {
            assertThat(server().pid()).as("the same server goes on").isEqualTo(server);
            assertThat(rows(database)).isGreaterThanOrEqualTo(committed);
        }
        assertThat(Postmaster.running(cluster())).isEmpty();
    }

    @Test
    void recovers_when_the_server_was_killed_in_mid_write() throws Exception {
        int committed = killServerInMidWrite();

        try (EmbeddedDatabase database = open()) {
            assertThat(rows(database)).isGreaterThanOrEqualTo(committed);
        }
    }

    @Test
    void recovers_when_the_process_id_of_the_killed_server_now_belongs_to_another() throws Exception {
        int committed = killServerInMidWrite();
        List<String> note = Files.readAllLines(Postmaster.file(cluster()));
        note.set(0, String.valueOf(ProcessHandle.current().pid()));
        Files.write(Postmaster.file(cluster()), note);

        try (EmbeddedDatabase database = open()) {
            assertThat(rows(database)).isGreaterThanOrEqualTo(committed);
        }
    }

    @Test
    void lasts_until_the_last_user_leaves() throws Exception {
        Process first = user("stay");
        readUntil(first.inputReader(StandardCharsets.UTF_8), 1);

        try (EmbeddedDatabase second = open()) {
            Process third = user("visit");
            assertThat(Eventually.exit(third)).isZero();
            assertThat(rows(second)).isEqualTo(2);

            first.getOutputStream().close();
            assertThat(Eventually.exit(first)).isZero();
            assertThat(rows(second)).as("the one that started it has left").isEqualTo(2);
        }
        assertThat(Postmaster.running(cluster())).isEmpty();
    }

    @Test
    void two_starts_at_the_same_moment_both_work() throws Exception {
        PathUtils.deleteDirectory(cluster());
        Process one = user("visit");
        Process other = user("visit");
        assertThat(Eventually.exit(one)).isZero();
        assertThat(Eventually.exit(other)).isZero();

        try (EmbeddedDatabase database = open()) {
            assertThat(rows(database)).isEqualTo(2);
        }
    }

    /** Answers the last number that the writer saw committed. */
    private int killServerInMidWrite() throws Exception {
        Process writer = user("write");
        BufferedReader said = writer.inputReader(StandardCharsets.UTF_8);
        readUntil(said, ENOUGH);
        kill(server().pid());
        int committed = last(said);
        assertThat(Eventually.exit(writer)).as("it lost its connection").isNotZero();
        return committed;
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    private Process user(String mode) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new ProcessBuilder(
                        java.toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DatabaseClientProcess.class.getName(),
                        mode,
                        data.toString())
                .redirectError(data.resolve("errors.log").toFile())
                .start();
    }

    private EmbeddedDatabase open() {
        return EmbeddedDatabase.open(data, TestDatabase.programs());
    }

    private Path cluster() {
        return data.resolve("postgres");
    }

    private Postmaster server() {
        return Postmaster.running(cluster()).orElseThrow();
    }

    private static int rows(EmbeddedDatabase database) throws SQLException {
        try (Connection connection = database.access().connect();
                Statement statement = connection.createStatement();
                ResultSet counted = statement.executeQuery("select count(distinct (writer, n)) from written")) {
            counted.next();
            return counted.getInt(1);
        }
    }

    private void readUntil(BufferedReader said, int number) throws IOException {
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.matches("\\d+") && Integer.parseInt(line) >= number) {
                return;
            }
        }
        throw new AssertionError("ended early: " + Files.readString(data.resolve("errors.log")));
    }

    private static int last(BufferedReader said) {
        return said.lines()
                .filter(line -> line.matches("\\d+"))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(ENOUGH);
    }
}
