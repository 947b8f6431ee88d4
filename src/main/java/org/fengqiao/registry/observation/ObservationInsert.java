package org.fengqiao.registry.observation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;

/** Inserts a few observations and their keys in one statement. */
final class ObservationInsert {
    private static final String SQL = """
            with given as (
                select * from unnest(?::uuid[], ?::bigint[], ?::uuid[], ?::timestamptz[], ?::timestamptz[], ?::text[],
                    ?::double precision[], ?::integer[], ?::uuid[], ?::real[], ?::boolean[], ?::boolean[], ?::text[],
                    ?::integer[])
                    as g(key, content, enterprise_id, occurred_at, learnt_at, indicator, value, source_id, reporter,
                        confidence, established, event, evidence, group_size)
            ), inserted as (
                insert into %1$s (key, content, enterprise_id, occurred_at, learnt_at, indicator, value, source_id,
                    reporter, confidence, established, event, evidence%2$s)
                select key, content, enterprise_id, occurred_at, learnt_at, indicator, value, source_id, reporter,
                    confidence, established, event, evidence%2$s from given
            )
            insert into %1$s_key (key, content, enterprise_id, occurred_at, learnt_at)
            select key, content, enterprise_id, occurred_at, learnt_at from given""";

    private final String sql;

    /** @param table with its schema unless public; the one of psychological aggregates has a group size */
    ObservationInsert(String table) {
        sql = SQL.formatted(table, table.contains(".") ? ", group_size" : "");
    }

    void insert(Connection connection, List<StagedObservation> rows) throws SQLException {
        if (rows.isEmpty()) return;
        SqlStatement.update(
                        sql,
                        Parameter.array("uuid", rows, s -> s.row().key()),
                        Parameter.array("int8", rows, StagedObservation::content),
                        Parameter.array("uuid", rows, s -> s.row().enterpriseId()),
                        Parameter.array(
                                "timestamptz", rows, s -> Jdbc.utc(s.row().occurredAt())),
                        Parameter.array("timestamptz", rows, s -> Jdbc.utc(s.learntAt())),
                        Parameter.array("text", rows, s -> s.row().indicator()),
                        Parameter.array("float8", rows, s -> s.row().value()),
                        Parameter.array("int4", rows, StagedObservation::sourceId),
                        Parameter.array("uuid", rows, s -> s.row().reporter()),
                        Parameter.array("float4", rows, s -> s.row().confidence()),
                        Parameter.array("bool", rows, s -> s.row().established()),
                        Parameter.array("bool", rows, s -> s.row().event()),
                        Parameter.array("text", rows, s -> s.row().evidence()),
                        Parameter.array("int4", rows, s -> s.row().groupSize()))
                .execute(connection);
    }
}
