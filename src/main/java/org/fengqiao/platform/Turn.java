package org.fengqiao.platform;

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
public final class Turn {
    private final List<Asked<?>> all = new ArrayList<>();

    /** One question alone. */
    public static <T> T ask(Connection connection, Question<T> question) throws SQLException {
        Turn turn = new Turn();
        Supplier<T> answer = turn.add(question);
        turn.take(connection);
        return answer.get();
    }

    /** Gives the answer once the turn was taken; null for a question that reads nothing. */
    public <T> Supplier<T> add(Question<T> question) {
        Asked<T> asked = new Asked<>(question);
        all.add(asked);
        return () -> asked.answer;
    }

    /** Asks all that was added; of a turn that fails nothing is answered. */
    public void take(Connection connection) throws SQLException {
        if (all.isEmpty()) return;
        String sql = all.stream().map(asked -> asked.question.sql()).collect(Collectors.joining(";\n"));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int at = 1;
            for (Asked<?> asked : all) {
                for (Question.Value value : asked.question.values()) value.set(statement, at++);
            }
            boolean rows = statement.execute();
            for (Asked<?> asked : all) {
                if (rows) asked.read(statement.getResultSet());
                rows = statement.getMoreResults();
            }
        }
    }

    private static final class Asked<T> {
        private final Question<T> question;
        private T answer;

        private Asked(Question<T> question) {
            this.question = question;
        }

        private void read(ResultSet rows) throws SQLException {
            if (question.reading() != null) answer = question.reading().of(rows);
        }
    }
}
