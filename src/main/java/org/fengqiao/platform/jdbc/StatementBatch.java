package org.fengqiao.platform.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Questions that go to the database together and are answered in their order, each seeing what those before it did. A turn
 * with the database costs more than a small statement does in it: the server is woken, and then we are.
 */
public final class StatementBatch {
    private final List<PendingStatement<?>> all = new ArrayList<>();

    /** One question alone. */
    public static <T> T execute(Connection connection, SqlStatement<T> question) throws SQLException {
        StatementBatch turn = new StatementBatch();
        Supplier<T> answer = turn.add(question);
        turn.execute(connection);
        return answer.get();
    }

    /** Gives the answer once the turn was taken; null for a question that reads nothing. */
    public <T> Supplier<T> add(SqlStatement<T> question) {
        PendingStatement<T> asked = new PendingStatement<>(question);
        all.add(asked);
        return () -> asked.answer;
    }

    /** Asks all that was added; of a turn that fails nothing is answered. */
    public void execute(Connection connection) throws SQLException {
        if (all.isEmpty()) return;
        String sql = all.stream().map(asked -> asked.question.sql()).collect(Collectors.joining(";\n"));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int at = 1;
            for (PendingStatement<?> asked : all) {
                for (SqlStatement.Parameter value : asked.question.values()) value.set(statement, at++);
            }
            boolean rows = statement.execute();
            for (PendingStatement<?> asked : all) {
                if (rows) asked.read(statement.getResultSet());
                rows = statement.getMoreResults();
            }
        }
    }

    private static final class PendingStatement<T> {
        private final SqlStatement<T> question;
        private T answer;

        private PendingStatement(SqlStatement<T> question) {
            this.question = question;
        }

        private void read(ResultSet rows) throws SQLException {
            if (question.reader() != null) answer = question.reader().of(rows);
        }
    }
}
