package org.fengqiao.registry.observation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;

/** The numbers by which observations refer to their sources. */
final class Sources {
    private Sources() {}

    /** What identifies a source: its code and its kind of evidence. */
    record SourceKey(String code, String kind) {}

    /** Those of the given sources that exist. */
    static SqlStatement<Map<SourceKey, Source>> named(List<SourceKey> names) {
        return new SqlStatement<>(
                "select id, code, kind from source join unnest(?, ?) as named(code, kind) using (code, kind)",
                Sources::byName,
                Parameter.array("text", names, SourceKey::code),
                Parameter.array("text", names, SourceKey::kind));
    }

    private static Map<SourceKey, Source> byName(ResultSet rows) throws SQLException {
        Map<SourceKey, Source> sources = new HashMap<>();
        while (rows.next()) {
            Source source = source(rows);
            sources.put(new SourceKey(source.code(), source.kind()), source);
        }
        return sources;
    }

    /** Creates the missing ones; somebody else may create them at the same moment. */
    static Map<SourceKey, Source> ensure(Connection connection, List<SourceKey> names) throws SQLException {
        String sql = "insert into source (code, kind) select * from unnest(?, ?) on conflict (code, kind) do nothing";
        StatementBatch batch = new StatementBatch();
        batch.add(SqlStatement.update(
                sql, Parameter.array("text", names, SourceKey::code), Parameter.array("text", names, SourceKey::kind)));
        Supplier<Map<SourceKey, Source>> all = batch.add(named(names));
        batch.execute(connection);
        return all.get();
    }

    static List<Source> all(Connection connection) throws SQLException {
        return SqlStatement.list("select id, code, kind from source", Sources::source)
                .execute(connection);
    }

    private static Source source(ResultSet row) throws SQLException {
        return new Source(row.getInt("id"), row.getString("code"), row.getString("kind"));
    }
}
