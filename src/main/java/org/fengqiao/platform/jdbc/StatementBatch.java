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
 * Statements that are sent to the database together and run in their order, each seeing what those before it did. A round
 * trip costs more than a small statement, so statements are batched.
 */
public final class StatementBatch {
    private final List<PendingStatement<?>> all = new ArrayList<>();

    /** Executes a single statement. */
    public static <T> T execute(Connection connection, SqlStatement<T> statement) throws SQLException {
        StatementBatch batch = new StatementBatch();
        Supplier<T> result = batch.add(statement);
        batch.execute(connection);
        return result.get();
    }

    /** The supplier gives the result once the batch was executed; null for a statement that reads nothing. */
    public <T> Supplier<T> add(SqlStatement<T> statement) {
        PendingStatement<T> pending = new PendingStatement<>(statement);
        all.add(pending);
        return () -> pending.result;
    }

    /** Executes all that was added; if one statement fails, none has a result. */
    public void execute(Connection connection) throws SQLException {
        if (all.isEmpty()) return;
        String sql = all.stream().map(pending -> pending.statement.sql()).collect(Collectors.joining(";\n"));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int at = 1;
            for (PendingStatement<?> pending : all) {
                for (SqlStatement.Parameter value : pending.statement.values()) value.set(statement, at++);
            }
            boolean rows = statement.execute();
            for (PendingStatement<?> pending : all) {
                if (rows) pending.read(statement.getResultSet());
                rows = statement.getMoreResults();
            }
        }
    }

    private static final class PendingStatement<T> {
        private final SqlStatement<T> statement;
        private T result;

        private PendingStatement(SqlStatement<T> statement) {
            this.statement = statement;
        }

        private void read(ResultSet rows) throws SQLException {
            if (statement.reader() != null) result = statement.reader().of(rows);
        }
    }
}
