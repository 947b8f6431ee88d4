package org.fengqiao.registry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The small numbers observations refer to their sources by. */
final class Sources {
    private Sources() {}

    static Source ensure(Connection connection, String code, String kind) throws SQLException {
        Optional<Source> known = find(connection, code, kind);
        if (known.isPresent()) {
            return known.get();
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into source (code, kind) values (?, ?) on conflict (code, kind) do nothing")) {
            insert.setString(1, code);
            insert.setString(2, kind);
            insert.executeUpdate();
        }
        return find(connection, code, kind).orElseThrow();
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

    private static Optional<Source> find(Connection connection, String code, String kind) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select id from source where code = ? and kind = ?")) {
            select.setString(1, code);
            select.setString(2, kind);
            try (ResultSet found = select.executeQuery()) {
                return found.next() ? Optional.of(new Source(found.getInt(1), code, kind)) : Optional.empty();
            }
        }
    }
}
