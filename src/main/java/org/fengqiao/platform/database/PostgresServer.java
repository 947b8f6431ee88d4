package org.fengqiao.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fengqiao.platform.database.ProcessRunner.ProcessResult;

/** One database cluster and its server process. The caller sees to it that only one process starts or stops it. */
final class PostgresServer {
    private static final Duration ANSWER_PATIENCE = Duration.ofMinutes(2);
    private static final Duration ATTACH_PATIENCE = Duration.ofSeconds(10);
    private static final Duration ORPHAN_PATIENCE = Duration.ofSeconds(30);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);
    private static final String NOT_NOW = "57P03";

    /** Durable first; then for large loads and short queries. */
    private static final List<String> SETTINGS = List.of(
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=100",
            "work_mem=32MB",
            "maintenance_work_mem=256MB",
            "wal_level=minimal",
            "max_wal_senders=0",
            "max_wal_size=2GB",
            "jit=off",
            "log_checkpoints=off",
            "timezone=UTC",
            "log_timezone=UTC");

    private final Path folder;
    private final Path cluster;
    private final Path log;
    private final Path programsParent;

    PostgresServer(Path folder, Path programsParent) {
        this.folder = folder;
        this.cluster = folder.resolve("postgres");
        this.log = folder.resolve("postgres.log");
        this.programsParent = programsParent;
    }

    DatabaseAccess startOrAdopt() {
        if (!Files.exists(cluster)) {
            new PostgresCluster(folder, cluster).create(programs(), new ProcessRunner());
        }
        PostgresCredentials keys = PostgresCredentials.read(cluster);
        // a server found here may be on its way up or down, when whoever asked for that was killed
        boolean answers = Polling.of(ANSWER_PATIENCE).until(() -> {
            Optional<Postmaster> running = Postmaster.running(cluster);
            int port = running.isPresent() ? running.get().port() : start(keys);
            return answers(keys.access("postgres", port));
        });
        if (!answers) {
            throw DatabaseProblems.explain(folder, "no answer");
        }
        return ours(keys);
    }

    DatabaseAccess attach() {
        boolean answers = Polling.of(ATTACH_PATIENCE).until(() -> {
            Optional<Postmaster> running = Postmaster.running(cluster);
            return running.isPresent()
                    && answers(PostgresCredentials.read(cluster)
                            .access("postgres", running.get().port()));
        });
        if (!answers) {
            throw DatabaseProblems.serverGone(folder);
        }
        return ours(PostgresCredentials.read(cluster));
    }

    /** A fast shutdown: transactions under way are rolled back, and all is written. */
    void stop() {
        Postmaster.running(cluster).ifPresent(server -> {
            ProcessRunner.run(List.of("sh", "-c", "kill -INT " + server.pid()));
            Polling.of(STOP_PATIENCE).until(() -> Postmaster.running(cluster).isEmpty());
        });
    }

    private Path programs() {
        return PostgresBinaries.unpackInto(programsParent).resolve("bin");
    }

    private DatabaseAccess ours(PostgresCredentials keys) {
        int port = Postmaster.running(cluster)
                .orElseThrow(() -> DatabaseProblems.serverGone(folder))
                .port();
        try (Connection connection = keys.access("postgres", port).connect();
                Statement statement = connection.createStatement()) {
            try (ResultSet found = statement.executeQuery("select 1 from pg_database where datname = 'fengqiao'")) {
                if (found.next()) {
                    return keys.access("fengqiao", port);
                }
            }
            statement.execute("create database fengqiao");
            return keys.access("fengqiao", port);
        } catch (SQLException e) {
            throw DatabaseProblems.explain(folder, e.getMessage());
        }
    }

    /** A quarter of the machine's memory, as PostgreSQL's manual advises; it is taken only as data is touched. */
    private static long sharedBuffersMb() {
        var machine = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return Math.max(128, Math.min(8192, machine.getTotalMemorySize() >> 22));
    }

    private boolean answers(DatabaseAccess access) {
        try (Connection connection = access.connect()) {
            return connection.isValid(5);
        } catch (SQLException e) {
            boolean later = NOT_NOW.equals(e.getSQLState())
                    || String.valueOf(e.getSQLState()).startsWith("08");
            if (later) {
                return false;
            }
            throw DatabaseProblems.explain(folder, e.getMessage());
        }
    }

    private int start(PostgresCredentials keys) {
        Path programs = programs();
        ProcessRunner system = new ProcessRunner();
        int[] port = {keys.port()};
        ProcessResult[] outcome = new ProcessResult[1];
        Polling.of(ORPHAN_PATIENCE).until(() -> {
            Postmaster.markStale(cluster);
            outcome[0] = start(programs, system, port[0]);
            if (outcome[0].output().contains("Address already in use")) {
                port[0] = freePort();
                return false;
            }
            // children of a killed server end by themselves once they notice
            return !outcome[0].output().contains("still in use");
        });
        if (!outcome[0].ok()) {
            throw DatabaseProblems.explain(folder, outcome[0].output());
        }
        return port[0];
    }

    private ProcessResult start(Path programs, ProcessRunner system, int port) throws IOException {
        List<String> options = new ArrayList<>(List.of("-p " + port));
        SETTINGS.forEach(setting -> options.add("-c " + setting));
        options.add("-c shared_buffers=" + sharedBuffersMb() + "MB");
        Files.deleteIfExists(log);
        Files.createFile(log);
        system.handOver(log);
        ProcessResult outcome = system.runUnprivileged(List.of(
                programs.resolve("pg_ctl").toString(),
                "start",
                "--wait",
                "--timeout=" + ANSWER_PATIENCE.toSeconds(),
                "--pgdata=" + cluster,
                "--log=" + log,
                "--options=" + String.join(" ", options)));
        return outcome.ok() ? outcome : new ProcessResult(outcome.exitCode(), Files.readString(log) + outcome.output());
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
