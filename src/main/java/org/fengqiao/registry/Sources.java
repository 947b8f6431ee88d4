package org.fengqiao.registry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.fengqiao.platform.Question;
import org.fengqiao.platform.Question.Value;
import org.fengqiao.platform.Turn;

/** The small numbers observations refer to their sources by. */
final class Sources {
    private Sources() {}

    /** A feed and its kind of evidence, as people name it. */
    record Named(String code, String kind) {}

    /** Those of them that there are. */
    static Question<Map<Named, Source>> named(List<Named> names) {
        return new Question<>(
                "select id, code, kind from source join unnest(?, ?) as named(code, kind) using (code, kind)",
                Sources::byName,
                Value.array("text", names, Named::code),
                Value.array("text", names, Named::kind));
    }

    private static Map<Named, Source> byName(ResultSet rows) throws SQLException {
        Map<Named, Source> sources = new HashMap<>();
        while (rows.next()) {
            Source source = new Source(rows.getInt("id"), rows.getString("code"), rows.getString("kind"));
            sources.put(new Named(source.code(), source.kind()), source);
        }
        return sources;
    }

    /** Makes those that there are not yet; another may make them at the same moment. */
    static Map<Named, Source> ensure(Connection connection, List<Named> names) throws SQLException {
        String sql = "insert into source (code, kind) select * from unnest(?, ?) on conflict (code, kind) do nothing";
        Turn turn = new Turn();
        turn.add(new Question<>(
                sql, null, Value.array("text", names, Named::code), Value.array("text", names, Named::kind)));
        Supplier<Map<Named, Source>> all = turn.add(named(names));
        turn.take(connection);
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
