package org.fengqiao.platform.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.fengqiao.platform.database.TestDatabase;
import org.junit.jupiter.api.Test;

class BinaryCopyReaderTest {
    private final DataSource database = TestDatabase.fresh();

    @Test
    void closing_before_the_end_gives_the_connection_back_in_order() throws SQLException {
        int before = backend();
        for (int rows : new int[] {0, 1, 100_000}) {
            try (BinaryCopyReader reader = BinaryCopyReader.of(
                    database,
                    "set local work_mem = '64MB'",
                    "select n, repeat('x', 100) from generate_series(1, 1000000) n")) {
                for (int i = 1; i <= rows; i++) {
                    assertThat(reader.next()).isTrue();
                    assertThat(reader.integer()).isEqualTo(i);
                    reader.text();
                }
            }
            assertThat(backend()).as("the same connection, after %d rows", rows).isEqualTo(before);
        }
    }

    @Test
    void reads_to_the_end() throws SQLException {
        int rows = 0;
        try (BinaryCopyReader reader = BinaryCopyReader.of(
                database, "set local work_mem = '64MB'", "select n from generate_series(1, 10) n")) {
            while (reader.next()) rows += reader.integer();
        }
        assertThat(rows).isEqualTo(55);
    }

    /** Asked with a statement that would fail if a late request to cancel hit it. */
    private int backend() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select pg_backend_pid(), count(*) from generate_series(1, 200000)")) {
            assertThat(connection.getAutoCommit()).isTrue();
            row.next();
            return row.getInt(1);
        }
    }
}
