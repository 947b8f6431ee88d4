package org.fengqiao.platform;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * One statement with its values, and how its rows are read. Asked alone, or several in one {@link Turn}.
 *
 * @param values in the order of the question marks in {@code sql}, which holds no semicolon
 * @param reading null where only the statement's effect counts
 */
public record Question<T>(String sql, Reading<T> reading, List<Value> values) {
    /**
     * What is asked after it in the same transaction looks rows up by their keys, also while the planner still takes a city for an
     * empty table.
     */
    public static final Question<Void> BY_KEY = new Question<>("set local enable_seqscan = off", null);

    /** Ends {@link #BY_KEY}. */
    public static final Question<Void> AS_PLANNED = new Question<>("set local enable_seqscan = default", null);

    public Question(String sql, Reading<T> reading, Value... values) {
        this(sql, reading, List.of(values));
    }

    /** Reads all rows of an answer. */
    @FunctionalInterface
    public interface Reading<T> {
        T of(ResultSet rows) throws SQLException;
    }

    /** Sets itself in the place of a question mark. */
    @FunctionalInterface
    public interface Value {
        void set(PreparedStatement statement, int at) throws SQLException;

        static Value of(Object value) {
            return (statement, at) -> statement.setObject(at, value);
        }

        static Value uuids(Collection<UUID> ids) {
            return array("uuid", List.copyOf(ids), id -> id);
        }

        /** One value of each row as an array, for {@code unnest} and {@code any}; not for bytea. */
        static <R> Value array(String type, List<R> rows, Function<R, Object> value) {
            return (statement, at) -> Jdbc.setArray(statement, at, type, rows, value);
        }
    }
}
