package org.fengqiao.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database of every release can be migrated to the current schema. Editing a released migration fails here. */
class UpgradeTest {
    @ParameterizedTest
    @ValueSource(strings = "0.1.0")
    void migrating_a_database_of_a_release_keeps_every_row(String version) throws SQLException, IOException {
        DataSource database = UpgradeFixture.restored(version);
        Flyway flyway = Flyway.configure().dataSource(database).load();
        try (Connection connection = database.getConnection()) {
            Map<String, String> before = rows(connection);
            assertThat(before.values()).as("every table holds rows").doesNotContain("[]");

            flyway.migrate();

            assertThat(lost(connection, before)).isEmpty();
        }
        flyway.validate();
    }

    private static Map<String, String> rows(Connection connection) throws SQLException {
        Map<String, String> rows = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement()) {
            for (String table : UpgradeFixture.tables(connection)) {
                try (ResultSet all =
                        statement.executeQuery("select coalesce(jsonb_agg(to_jsonb(t)), '[]') from " + table + " t")) {
                    all.next();
                    rows.put(table, all.getString(1));
                }
            }
        }
        return rows;
    }

    /** Rows that are gone or changed; new columns do not count. What a migration means to change is to be excepted here. */
    private static List<String> lost(Connection connection, Map<String, String> before) throws SQLException {
        List<String> lost = new ArrayList<>();
        for (Map.Entry<String, String> table : before.entrySet()) {
            try (PreparedStatement select = connection.prepareStatement("select r from jsonb_array_elements(?::jsonb) r"
                    + " where not exists (select from " + table.getKey() + " t where to_jsonb(t) @> r)")) {
                select.setString(1, table.getValue());
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) lost.add(table.getKey() + " " + rows.getString(1));
                }
            }
        }
        return lost;
    }
}
