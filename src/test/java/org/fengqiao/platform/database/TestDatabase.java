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
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.apache.commons.io.file.PathUtils;
import org.flywaydb.core.Flyway;

/**
 * One real server for all tests of a JVM. A Quarkus test names this class in {@code @QuarkusTestResource} and gets an
 * empty, migrated database; a plain test calls {@link #fresh()}.
 */
public class TestDatabase implements QuarkusTestResourceLifecycleManager {
    /** Quarkus loads tests in several class loaders, so what is one per JVM has to be kept in a system property. */
    private static final String SERVER = "fengqiao.test.database";

    private static final AtomicInteger COUNT = new AtomicInteger();

    @Override
    public Map<String, String> start() {
        DatabaseAccess access = empty();
        return Map.of(
                "quarkus.datasource.jdbc.url", access.url(),
                "quarkus.datasource.username", access.user(),
                "quarkus.datasource.password", access.password());
    }

    @Override
    public void stop() {
        // the server ends with the JVM
    }

    /** A new database with all migrations applied, of the caller's own, whose connections take part in JTA. */
    public static DataSource fresh() {
        DatabaseAccess access = empty();
        Flyway.configure().dataSource(access.dataSource()).load().migrate();
        return pooled(access);
    }

    /** Connections to it that take part in JTA, as those of the product do. */
    public static DataSource pooled(DatabaseAccess access) {
        var jta = new NarayanaTransactionIntegration(
                com.arjuna.ats.jta.TransactionManager.transactionManager(),
                new TransactionSynchronizationRegistryImple());
        try {
            return AgroalDataSource.from(
                    new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(pool -> pool.maxSize(20)
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
        DatabaseAccess server = server();
        String name = "test_" + System.identityHashCode(TestDatabase.class) + "_" + COUNT.incrementAndGet();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        String url = server.url().substring(0, server.url().lastIndexOf('/') + 1) + name;
        return new DatabaseAccess(url, server.user(), server.password());
    }

    private static DatabaseAccess server() {
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
            EmbeddedDatabase database = EmbeddedDatabase.open(data, programs());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                database.close();
                delete(data);
            }));
            return database.access();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where tests unpack the server's programs, once for all of them. */
    static Path programs() {
        return Path.of("target");
    }

    private static void delete(Path data) {
        try {
            PathUtils.deleteDirectory(data);
        } catch (IOException e) {
            System.err.println("left behind: " + data + " (" + e.getMessage() + ")");
        }
    }
}
