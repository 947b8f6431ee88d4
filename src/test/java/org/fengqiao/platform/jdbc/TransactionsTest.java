package org.fengqiao.platform.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bytefish.pgbulkinsert.PgBulkInsert;
import de.bytefish.pgbulkinsert.mapping.AbstractMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.ProvokesErrors;
import org.fengqiao.platform.database.DatabaseAccess;
import org.fengqiao.platform.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

@ProvokesErrors
class TransactionsTest {
    private final DatabaseAccess access = TestDatabase.empty();
    private final DataSource source = TestDatabase.pooled(access);

    TransactionsTest() throws SQLException {
        try (Connection connection = access.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table note (text text)");
        }
    }

    @Test
    void nested_work_sees_what_the_caller_wrote_and_commits_with_it() throws SQLException {
        Transactions.inTransaction(source, outer -> {
            write(outer, "outer");
            assertThat(Transactions.inTransaction(source, TransactionsTest::notes))
                    .isEqualTo(1);
            return Transactions.inTransaction(source, inner -> write(inner, "inner"));
        });

        assertThat(committed()).isEqualTo(2);
    }

    @Test
    void nested_work_that_fails_takes_the_callers_work_with_it_even_if_the_caller_goes_on() throws SQLException {
        assertThatThrownBy(() -> Transactions.inTransaction(source, outer -> {
                    write(outer, "outer");
                    try {
                        Transactions.inTransaction(source, inner -> {
                            throw new IllegalArgumentException("no");
                        });
                    } catch (IllegalArgumentException expected) {
                        // goes on
                    }
                    return null;
                }))
                .isInstanceOf(ProblemException.class);

        assertThat(committed()).isZero();
    }

    @Test
    void work_that_throws_leaves_nothing_behind_and_its_exception_reaches_the_caller() throws SQLException {
        assertThatThrownBy(() -> Transactions.inTransaction(source, connection -> {
                    write(connection, "lost");
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(committed()).isZero();
    }

    /** Trying again would mend the first and not the second, so only the first is told to callers as an outage. */
    @Test
    void a_lost_server_is_an_outage_and_a_wrong_statement_is_a_mistake_of_ours() {
        assertThatThrownBy(() -> Transactions.inTransaction(source, connection -> {
                    end(connection.unwrap(PGConnection.class).getBackendPID());
                    return notes(connection);
                }))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.kind())
                        .isEqualTo(ErrorKind.UNAVAILABLE));

        assertThatThrownBy(() -> Transactions.inTransaction(source, connection -> {
                    try (Statement statement = connection.createStatement()) {
                        return statement.execute("select nothing from nowhere");
                    }
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseInstanceOf(SQLException.class);
    }

    @Test
    void a_copy_that_loses_its_server_fails_and_does_not_wait_for_it() {
        assertThatThrownBy(() -> Transactions.inTransaction(source, this::copyUntilTheServerIsGone))
                .isInstanceOf(ProblemException.class);

        assertThat(Transactions.<Boolean>inTransaction(source, connection -> connection.isValid(5)))
                .isTrue();
    }

    private static Void write(Connection connection, String text) throws SQLException {
        try (var insert = connection.prepareStatement("insert into note values (?)")) {
            insert.setString(1, text);
            insert.executeUpdate();
        }
        return null;
    }

    private static int notes(Connection connection) throws SQLException {
        try (var count = connection.prepareStatement("select count(*) from note");
                var rows = count.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private int committed() throws SQLException {
        try (Connection other = access.connect()) {
            return notes(other);
        }
    }

    private Void copyUntilTheServerIsGone(Connection connection) throws SQLException {
        PGConnection driver = connection.unwrap(PGConnection.class);
        int server = driver.getBackendPID();
        Stream<String> rows = IntStream.range(0, 1_000_000)
                .peek(row -> {
                    if (row == 100_000) end(server);
                })
                .mapToObj(row -> "note " + row);
        new PgBulkInsert<>(new Notes()).saveAll(driver, rows);
        return null;
    }

    private void end(int server) {
        try (Connection other = access.connect();
                var end = other.prepareStatement("select pg_terminate_backend(?)")) {
            end.setInt(1, server);
            end.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Notes extends AbstractMapping<String> {
        Notes() {
            super("public", "note");
            mapText("text", text -> text);
        }
    }
}
