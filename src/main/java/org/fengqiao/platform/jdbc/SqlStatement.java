package org.fengqiao.platform.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * A statement with its values, and how its rows are read. Executed alone, or with others in one {@link StatementBatch}.
 *
 * @param values in the order of the question marks in {@code sql}, which holds no semicolon
 * @param reader null where only the effect of the statement counts
 */
public record SqlStatement<T>(String sql, ResultReader<T> reader, List<Parameter> values) {
    /**
     * Makes later statements of the same transaction look rows up by their keys, even while the planner still takes the
     * tables of a whole city for empty ones.
     */
    public static final SqlStatement<Void> DISABLE_SEQUENTIAL_SCANS =
            new SqlStatement<>("set local enable_seqscan = off", null);

    /** Undoes {@link #DISABLE_SEQUENTIAL_SCANS}. */
    public static final SqlStatement<Void> RESTORE_SEQUENTIAL_SCANS =
            new SqlStatement<>("set local enable_seqscan = default", null);

    public SqlStatement(String sql, ResultReader<T> reader, Parameter... values) {
        this(sql, reader, List.of(values));
    }

    /** A statement whose rows are read one by one. */
    public static <T> SqlStatement<List<T>> list(String sql, ResultReader<T> row, Parameter... values) {
        return new SqlStatement<>(
                sql,
                rows -> {
                    List<T> all = new ArrayList<>();
                    while (rows.next()) all.add(row.of(rows));
                    return all;
                },
                values);
    }

    /** A statement whose result does not matter. */
    public static SqlStatement<Void> update(String sql, Parameter... values) {
        return new SqlStatement<>(sql, null, values);
    }

    /** Executes this statement alone. */
    public T execute(Connection connection) throws SQLException {
        return StatementBatch.execute(connection, this);
    }

    /** Reads all rows of a result, or the current one. */
    @FunctionalInterface
    public interface ResultReader<T> {
        T of(ResultSet rows) throws SQLException;
    }

    /** Sets itself in the place of a question mark. */
    @FunctionalInterface
    public interface Parameter {
        void set(PreparedStatement statement, int at) throws SQLException;

        static Parameter of(Object value) {
            return (statement, at) -> statement.setObject(at, value);
        }

        static Parameter uuids(Collection<UUID> ids) {
            return array("uuid", List.copyOf(ids), id -> id);
        }

        /** One value of each row as an array, for {@code unnest} and {@code any}; not for bytea. */
        static <R> Parameter array(String type, List<R> rows, Function<R, Object> value) {
            return (statement, at) -> Jdbc.setArray(statement, at, type, rows, value);
        }
    }
}
