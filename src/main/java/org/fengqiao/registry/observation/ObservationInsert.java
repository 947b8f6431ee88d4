package org.fengqiao.registry.observation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.fengqiao.platform.jdbc.Jdbc;

/** Writes a few observations and what their keys now say, in one statement. */
final class ObservationInsert {
    private static final String SQL = """
            with given as (
                select * from unnest(?::uuid[], ?::bigint[], ?::uuid[], ?::timestamptz[], ?::timestamptz[], ?::text[],
                    ?::double precision[], ?::integer[], ?::uuid[], ?::real[], ?::boolean[], ?::boolean[], ?::text[],
                    ?::integer[])
                    as g(key, content, enterprise_id, occurred_at, learnt_at, indicator, value, source_id, reporter,
                        confidence, established, event, evidence, group_size)
            ), said as (
                insert into %1$s (key, content, enterprise_id, occurred_at, learnt_at, indicator, value, source_id,
                    reporter, confidence, established, event, evidence%2$s)
                select key, content, enterprise_id, occurred_at, learnt_at, indicator, value, source_id, reporter,
                    confidence, established, event, evidence%2$s from given
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
            Jdbc.setArray(insert, 1, "uuid", rows, s -> s.row().key());
            Jdbc.setArray(insert, 2, "int8", rows, StagedObservation::content);
            Jdbc.setArray(insert, 3, "uuid", rows, s -> s.row().enterpriseId());
            Jdbc.setArray(insert, 4, "timestamptz", rows, s -> Jdbc.utc(s.row().occurredAt()));
            Jdbc.setArray(insert, 5, "timestamptz", rows, s -> Jdbc.utc(s.learntAt()));
            Jdbc.setArray(insert, 6, "text", rows, s -> s.row().indicator());
            Jdbc.setArray(insert, 7, "float8", rows, s -> s.row().value());
            Jdbc.setArray(insert, 8, "int4", rows, StagedObservation::sourceId);
            Jdbc.setArray(insert, 9, "uuid", rows, s -> s.row().reporter());
            Jdbc.setArray(insert, 10, "float4", rows, s -> s.row().confidence());
            Jdbc.setArray(insert, 11, "bool", rows, s -> s.row().established());
            Jdbc.setArray(insert, 12, "bool", rows, s -> s.row().event());
            Jdbc.setArray(insert, 13, "text", rows, s -> s.row().evidence());
            Jdbc.setArray(insert, 14, "int4", rows, s -> s.row().groupSize());
            insert.executeUpdate();
        }
    }
}
