package org.fengqiao.registry.observation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;

/** The small numbers observations refer to their sources by. */
final class Sources {
    private Sources() {}

    /** A feed and its kind of evidence, as people name it. */
    record SourceKey(String code, String kind) {}

    /** Those of them that there are. */
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
            Source source = new Source(rows.getInt("id"), rows.getString("code"), rows.getString("kind"));
            sources.put(new SourceKey(source.code(), source.kind()), source);
        }
        return sources;
    }

    /** Makes those that there are not yet; another may make them at the same moment. */
    static Map<SourceKey, Source> ensure(Connection connection, List<SourceKey> names) throws SQLException {
        String sql = "insert into source (code, kind) select * from unnest(?, ?) on conflict (code, kind) do nothing";
        StatementBatch turn = new StatementBatch();
        turn.add(new SqlStatement<>(
                sql,
                null,
                Parameter.array("text", names, SourceKey::code),
                Parameter.array("text", names, SourceKey::kind)));
        Supplier<Map<SourceKey, Source>> all = turn.add(named(names));
        turn.execute(connection);
        return all.get();
    }

    static List<Source> all(Connection connection) throws SQLException {
        List<Source> all = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("select id, code, kind from source");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                all.add(new Source(row.getInt(1), row.getString(2), row.getString(3)));
            }
        }
        return all;
    }
}
