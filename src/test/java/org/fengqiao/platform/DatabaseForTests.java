package org.fengqiao.platform;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** A real database for tests: one server per JVM, one empty migrated database per caller. */
public class DatabaseForTests implements QuarkusTestResourceLifecycleManager {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static EmbeddedPostgres server;

    @Override
    public Map<String, String> start() {
        return Map.of("quarkus.datasource.jdbc.url", create().getUrl(), "quarkus.datasource.username", "postgres");
    }

    @Override
    public void stop() {}

    public static DataSource fresh() {
        PGSimpleDataSource source = create();
        Flyway.configure().dataSource(source).load().migrate();
        return source;
    }

    private static synchronized PGSimpleDataSource create() {
        try {
            if (server == null) {
                server = EmbeddedPostgres.builder().start();
            }
            String name = "test_" + COUNT.incrementAndGet();
            try (var connection = server.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create database " + name);
            }
            return (PGSimpleDataSource) server.getDatabase("postgres", name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
