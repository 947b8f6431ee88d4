package org.fengqiao.platform.jdbc;

import java.lang.reflect.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Converts instants and lists to and from the types of plain JDBC. */
public final class Jdbc {
    /**
     * From this many rows on, COPY is worth its round trips; fewer rows go in one statement, because a single report waits
     * for each round trip.
     */
    public static final int WORTH_COPYING = 100;

    /** The driver sends arrays of these in binary; of anything else it writes a text, which the server has to parse. */
    private static final Map<String, Class<?>> SENT_AS_BYTES =
            Map.of("text", String.class, "int4", Integer.class, "float4", Float.class, "float8", Double.class);

    private static final Instant POSTGRES_EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private Jdbc() {}

    /** Null where the column is null. */
    public static Instant instant(ResultSet rows, String column) throws SQLException {
        return instant(rows.getObject(column, OffsetDateTime.class));
    }

    /** The same by the number of the column, counted from 1. */
    public static Instant instant(ResultSet rows, int column) throws SQLException {
        return instant(rows.getObject(column, OffsetDateTime.class));
    }

    private static Instant instant(OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    /** An array of ids that is not null. */
    public static List<UUID> uuids(ResultSet rows, String column) throws SQLException {
        return List.of((UUID[]) rows.getArray(column).getArray());
    }

    /** For {@code setObject}; null for null. */
    public static OffsetDateTime utc(Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    /** A timestamptz as in PostgreSQL's binary COPY: microseconds since 2000; null for null. */
    public static Long micros(Instant at) {
        return at == null ? null : (Long) ChronoUnit.MICROS.between(POSTGRES_EPOCH, at);
    }

    /** Sets one value per row as an array, for {@code unnest} and {@code any}; not for bytea. */
    public static <T> void setArray(
            PreparedStatement statement, int at, String type, List<T> rows, Function<T, Object> value)
            throws SQLException {
        Class<?> of = SENT_AS_BYTES.getOrDefault(type, Object.class);
        Object[] values = rows.stream().map(value).toArray(length -> (Object[]) Array.newInstance(of, length));
        statement.setArray(at, statement.getConnection().createArrayOf(type, values));
    }
}
