package org.fengqiao.registry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** Writes a few observations and what their keys now say, in one statement. */
final class ObservationInsert {
    private static final String SQL = """
            with given as (
                select * from unnest(?::uuid[], ?::bigint[], ?::uuid[], ?::timestamptz[], ?::timestamptz[], ?::text[],
                    ?::double precision[], ?::integer[], ?::uuid[], ?::real[], ?::boolean[], ?::text[], ?::integer[])
                    as g(key, content, enterprise_id, occurred_at, learnt_at, indicator, value, source_id, reporter,
                        confidence, established, evidence, group_size)
            ), said as (
                insert into %1$s (key, content, enterprise_id, occurred_at, learnt_at, indicator, value, source_id,
                    reporter, confidence, established, evidence%2$s)
                select key, content, enterprise_id, occurred_at, learnt_at, indicator, value, source_id, reporter,
                    confidence, established, evidence%2$s from given
            )
            insert into %1$s_key (key, content, enterprise_id, occurred_at, learnt_at)
            select key, content, enterprise_id, occurred_at, learnt_at from given""";

    private final String sql;

    /** @param table with its schema when it is not the public one; psychological aggregates say of how many they are */
    ObservationInsert(String table) {
        sql = SQL.formatted(table, table.contains(".") ? ", group_size" : "");
    }

    void of(Connection connection, List<StagedObservation> rows) throws SQLException {
        if (rows.isEmpty()) return;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            set(insert, 1, "uuid", rows, s -> s.row().key());
            set(insert, 2, "int8", rows, StagedObservation::content);
            set(insert, 3, "uuid", rows, s -> s.row().enterpriseId());
            set(insert, 4, "timestamptz", rows, s -> PostStore.utc(s.row().occurredAt()));
            set(insert, 5, "timestamptz", rows, s -> PostStore.utc(s.learntAt()));
            set(insert, 6, "text", rows, s -> s.row().indicator());
            set(insert, 7, "float8", rows, s -> s.row().value());
            set(insert, 8, "int4", rows, StagedObservation::sourceId);
            set(insert, 9, "uuid", rows, s -> s.row().reporter());
            set(insert, 10, "float4", rows, s -> s.row().confidence());
            set(insert, 11, "bool", rows, s -> s.row().established());
            set(insert, 12, "text", rows, s -> s.row().evidence());
            set(insert, 13, "int4", rows, s -> s.row().groupSize());
            insert.executeUpdate();
        }
    }

    private static void set(
            PreparedStatement insert,
            int at,
            String type,
            List<StagedObservation> rows,
            Function<StagedObservation, Object> column)
            throws SQLException {
        insert.setArray(
                at,
                insert.getConnection()
                        .createArrayOf(type, rows.stream().map(column).toArray()));
    }
}
