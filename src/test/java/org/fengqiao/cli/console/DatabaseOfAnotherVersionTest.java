package org.fengqiao.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.fengqiao.platform.database.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What a start says about a database that another version has made; Flyway as the application configures it. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DatabaseOfAnotherVersionTest {
    @Inject
    Flyway flyway;

    @Inject
    DataSource database;

    @Test
    void a_database_with_another_first_migration_is_refused_with_the_way_out() throws SQLException {
        String otherChecksum = "update flyway_schema_history set checksum = ~checksum where version = '1'";
        assertThatStartIsRefused(otherChecksum, otherChecksum);
    }

    @Test
    void a_database_with_later_migrations_is_refused_with_the_way_out() throws SQLException {
        assertThatStartIsRefused("""
                insert into flyway_schema_history
                select 999, '999', 'later', type, 'V999__later.sql', 1, installed_by, installed_on, 1, true
                from flyway_schema_history where version = '1'""", "delete from flyway_schema_history where version = '999'");
    }

    private void assertThatStartIsRefused(String planted, String undone) throws SQLException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        execute(planted);
        try {
            Throwable refused = catchThrowable(flyway::migrate);
            ErrorPrinter.print(
                    new IllegalStateException(refused), new PrintStream(printed, true, StandardCharsets.UTF_8));
        } finally {
            execute(undone);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8).lines().toList())
                .satisfiesExactly(
                        zh -> assertThat(zh)
                                .startsWith("错误：数据库由另一个版本的 fengqiao 建立")
                                .contains("FENGQIAO_DATA"),
                        en -> assertThat(en)
                                .startsWith("Error: The database was made by another version of fengqiao")
                                .contains("FENGQIAO_DATA")
                                .endsWith("[database-other-version]"));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
