package org.fengqiao.platform.database;

import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.agroal.narayana.NarayanaTransactionIntegration;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * One real server for all tests of a JVM. A Quarkus test names this class in {@code @QuarkusTestResource} and gets an
 * empty, migrated database; a plain test calls {@link #fresh()}.
 */
public class TestDatabase implements QuarkusTestResourceLifecycleManager {
    /** Quarkus loads tests in several class loaders, so what is one per JVM has to be kept in a system property. */
    private static final String SERVER = "fengqiao.test.database";

    private static final String TEMPLATE = "fengqiao.test.template";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private DatabaseAccess access;

    @Override
    public Map<String, String> start() {
        access = migrated();
        return Map.of(
                "quarkus.datasource.jdbc.url", access.url(),
                "quarkus.datasource.username", access.user(),
                "quarkus.datasource.password", access.password());
    }

    @Override
    public void stop() {
        // what is not needed any more need not be written to disk either
        if (access != null)
            execute("drop database if exists "
                    + access.url().substring(access.url().lastIndexOf('/') + 1) + " with (force)");
    }

    /** A new database with all migrations applied, of the caller's own, whose connections take part in JTA. */
    public static DataSource fresh() {
        return pooled(migrated());
    }

    /** Connections to it that take part in JTA, as those of the product do. */
    public static DataSource pooled(DatabaseAccess access) {
        var jta = new NarayanaTransactionIntegration(
                com.arjuna.ats.jta.TransactionManager.transactionManager(),
                new TransactionSynchronizationRegistryImple());
        try {
            return AgroalDataSource.from(
                    new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(pool -> pool.maxSize(20)
                            .reapTimeout(Duration.ofSeconds(10))
                            .transactionIntegration(jta)
                            .connectionFactoryConfiguration(factory -> factory.jdbcUrl(access.url())
                                    .principal(new NamePrincipal(access.user()))
                                    .credential(new SimplePassword(access.password())))));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new database without tables. */
    public static DatabaseAccess empty() {
        return created("template1");
    }

    private static DatabaseAccess migrated() {
        return created(template());
    }

    /** Migrated once for all tests of the JVM; the others are copies of its files. */
    private static String template() {
        synchronized (System.getProperties()) {
            String known = System.getProperty(TEMPLATE);
            if (known != null) return known;
            DatabaseAccess migrated = empty();
            Flyway.configure().dataSource(migrated.dataSource()).load().migrate();
            String name = migrated.url().substring(migrated.url().lastIndexOf('/') + 1);
            System.setProperty(TEMPLATE, name);
            return name;
        }
    }

    /** What a test commits need not outlast the machine. */
    private static DatabaseAccess created(String template) {
        DatabaseAccess server = server();
        String name = "test_" + System.identityHashCode(TestDatabase.class) + "_" + COUNT.incrementAndGet();
        execute("create database " + name + " template " + template);
        execute("alter database " + name + " set synchronous_commit = off");
        String url = server.url().substring(0, server.url().lastIndexOf('/') + 1) + name;
        return new DatabaseAccess(url, server.user(), server.password());
    }

    private static void execute(String sql) {
        try (Connection connection = server().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The database that the server came up with, as the product has it. */
    static DatabaseAccess server() {
        synchronized (System.getProperties()) {
            String known = System.getProperty(SERVER);
            if (known == null) {
                DatabaseAccess access = startServer();
                System.setProperty(SERVER, String.join(" ", access.url(), access.user(), access.password()));
                return access;
            }
            String[] parts = known.split(" ");
            return new DatabaseAccess(parts[0], parts[1], parts[2]);
        }
    }

    private static DatabaseAccess startServer() {
        try {
            Path target = Files.createDirectories(Path.of("target"));
            Path data = Files.createTempDirectory(target, "test-data-");
            DatabaseAccess access = EmbeddedDatabase.open(data, programs()).access();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> removeAtOnce(data)));
            return access;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Without the checkpoint of an orderly stop, which would write gigabytes that nobody will read, and in a process of
     * its own: there are so many files that deleting them takes longer than Maven waits for a JVM to end.
     */
    private static void removeAtOnce(Path data) {
        String pid = Postmaster.running(data.resolve("postgres").toAbsolutePath())
                .map(server -> String.valueOf(server.pid()))
                .orElse("");
        String script =
                "test -n \"$1\" && kill -QUIT $1 && while kill -0 $1 2>/dev/null; do sleep 0.1; done; rm -rf \"$2\"";
        try {
            new ProcessBuilder("sh", "-c", script, "sh", pid, data.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            System.err.println("left behind: " + data + " (" + e.getMessage() + ")");
        }
    }

    /** Where tests unpack the server's programs, once for all of them. */
    static Path programs() {
        return Path.of("target");
    }
}
