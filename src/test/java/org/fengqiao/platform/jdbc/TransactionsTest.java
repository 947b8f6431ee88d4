package org.fengqiao.platform.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import de.bytefish.pgbulkinsert.PgBulkInsert;
import de.bytefish.pgbulkinsert.mapping.AbstractMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class TransactionsTest {
    private final DataSource source = TestDatabase.fresh();

    @Test
    void aCopyThatLosesItsServerFailsAndDoesNotWaitForIt() {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThatThrownBy(
                        () -> Transactions.inTransaction(source, this::copyUntilTheServerIsGone))
                .isInstanceOf(ProblemException.class));

        assertThat(Transactions.<Boolean>inTransaction(source, connection -> connection.isValid(5)))
                .isTrue();
    }

    private Void copyUntilTheServerIsGone(Connection connection) throws SQLException {
        PGConnection driver = connection.unwrap(PGConnection.class);
        int server = driver.getBackendPID();
        Stream<String> rows = IntStream.range(0, 1_000_000)
                .peek(row -> {
                    if (row == 100_000) end(server);
                })
                .mapToObj(row -> "file " + row);
        new PgBulkInsert<>(new FileNames()).saveAll(driver, rows);
        return null;
    }

    private void end(int server) {
        try (Connection other = source.getConnection();
                var end = other.prepareStatement("select pg_terminate_backend(?)")) {
            end.setInt(1, server);
            end.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class FileNames extends AbstractMapping<String> {
        FileNames() {
            super("public", "import_run");
            mapText("file_name", name -> name);
        }
    }
}
