package org.fengqiao.platform;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;

/** Moments and lists to and from plain JDBC, whose own types know neither. */
public final class Jdbc {
    /**
     * From so many rows on, COPY is worth its turns with the database; fewer go in one statement, for a single report waits
     * for each turn.
     */
    public static final int WORTH_COPYING = 100;

    private Jdbc() {}

    /** Null where the column is. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return instant(row.getObject(column, OffsetDateTime.class));
    }

    /** The same by the number of the column, counted from 1. */
    public static Instant instant(ResultSet row, int column) throws SQLException {
        return instant(row.getObject(column, OffsetDateTime.class));
    }

    private static Instant instant(OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    /** For {@code setObject}; null for null. */
    public static OffsetDateTime utc(Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    /** Sets one value of each row as an array, for {@code unnest} and {@code any}; not for bytea. */
    public static <T> void setArray(
            PreparedStatement statement, int at, String type, List<T> rows, Function<T, Object> value)
            throws SQLException {
        Object[] values = rows.stream().map(value).toArray();
        statement.setArray(at, statement.getConnection().createArrayOf(type, values));
    }
}
