package org.fengqiao.platform.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.fengqiao.platform.database.TestDatabase;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatementBatchTest {
    private static final UUID ONE = new UUID(0, 1);
    private static final UUID TWO = new UUID(0, 2);

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = TestDatabase.empty().connect();
        connection.setAutoCommit(false);
        StatementBatch.execute(
                connection, new SqlStatement<>("create table heard (id uuid primary key, said text)", null));
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void each_statement_sees_what_those_before_it_did() throws SQLException {
        for (int time = 0; time < 8; time++) { // also once the server keeps the plans
            StatementBatch turn = new StatementBatch();
            turn.add(new SqlStatement<>("set local plan_cache_mode = force_generic_plan", null));
            Supplier<List<String>> before = turn.add(said(List.of(ONE, TWO)));
            turn.add(say(ONE, "一"));
            turn.add(new SqlStatement<>("select pg_advisory_xact_lock(?)", null, Parameter.of(7L)));
            turn.add(say(TWO, "two; or more?"));
            Supplier<List<String>> after = turn.add(said(List.of(ONE, TWO)));
            turn.add(new SqlStatement<>("delete from heard", null));
            Supplier<List<String>> none = turn.add(said(List.of(ONE)));
            turn.execute(connection);
            assertThat(before.get()).isEmpty();
            assertThat(after.get()).containsExactly("一", "two; or more?");
            assertThat(none.get()).isEmpty();
        }
    }

    @Test
    void a_failing_batch_answers_nothing() {
        StatementBatch turn = new StatementBatch();
        turn.add(say(ONE, "first"));
        Supplier<List<String>> answer = turn.add(said(List.of(ONE)));
        turn.add(say(ONE, "the same key again"));
        assertThatThrownBy(() -> turn.execute(connection)).isInstanceOf(SQLException.class);
        assertThat(answer.get()).isNull();
    }

    @Test
    void an_empty_batch_sends_nothing() throws SQLException {
        new StatementBatch().execute(connection);
        assertThat(StatementBatch.execute(connection, said(List.of()))).isEmpty();
    }

    private static SqlStatement<Void> say(UUID id, String what) {
        return new SqlStatement<>(
                "insert into heard (id, said) values (?, ?)", null, Parameter.of(id), Parameter.of(what));
    }

    private static SqlStatement<List<String>> said(List<UUID> ids) {
        return new SqlStatement<>(
                "select said, id, 0 as third from heard where id = any(?) order by id",
                StatementBatchTest::read,
                Parameter.uuids(ids));
    }

    private static List<String> read(ResultSet row) throws SQLException {
        List<String> all = new ArrayList<>();
        while (row.next()) all.add(row.getString(1));
        return all;
    }
}
