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
    /** Columns that a migration replaced or means to change; what became of their values has a test of its own. */
    private static final Map<String, List<String>> REPLACED = Map.of(
            "alert_clock", List.of("missed_at"), // since it was due, not since that was noticed
            "alert_event", List.of("attachment", "detail", "note_zh", "note_en"), // HistoryUpgradeTest
            "alert_suppression", List.of("why_zh", "why_en"), // made from the reason when read
            "enterprise_task", List.of("attachment"));

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

    @ParameterizedTest
    @ValueSource(strings = "0.1.0")
    void hashes_that_were_typed_stay_as_attachments_without_content(String version) throws SQLException, IOException {
        DataSource database = UpgradeFixture.restored(version);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("update mediation_case set file = '{\"sessions\": [{\"minutesSha256\": \""
                    + "a1".repeat(32) + "\"}], \"conversion\": {\"signatureSha256\": \"" + "b2".repeat(32)
                    + "\"}}'");
            List<String> typed = texts(
                    statement,
                    "select alert_id || attachment from alert_event where attachment is not null union all"
                            + " select alert_id || attachment from enterprise_task where attachment is not null union all"
                            + " select id || hash from mediation_case, (values (repeat('a1', 32)), (repeat('b2', 32))) h (hash)");
            assertThat(typed).hasSizeGreaterThan(3);

            Flyway.configure().dataSource(database).load().migrate();

            assertThat(texts(
                            statement,
                            "select subject_id || a.sha256 from attachment a join attachment_content c using (sha256)"
                                    + " where c.size is null"))
                    .containsExactlyInAnyOrderElementsOf(typed);
            assertThat(texts(
                            statement,
                            "select a.sha256 from mediation_case c join attachment a on a.id ="
                                    + " (c.file #>> '{sessions,0,minutes}')::uuid"))
                    .containsOnly("a1".repeat(32));
            assertThat(texts(
                            statement,
                            "select a.sha256 from mediation_case c join attachment a on a.id ="
                                    + " (c.file #>> '{conversion,attachment}')::uuid"))
                    .containsOnly("b2".repeat(32));
        }
    }

    private static List<String> texts(Statement statement, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) texts.add(rows.getString(1));
        }
        return texts;
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

    /** Rows that are gone or changed; new columns do not count, and what was moved neither. */
    private static List<String> lost(Connection connection, Map<String, String> before) throws SQLException {
        List<String> lost = new ArrayList<>();
        for (Map.Entry<String, String> table : before.entrySet()) {
            try (PreparedStatement select = connection.prepareStatement("select r from jsonb_array_elements(?::jsonb) r"
                    + " where not exists (select from " + table.getKey() + " t where to_jsonb(t) @> r - ?::text[])")) {
                select.setString(1, table.getValue());
                List<String> replaced = REPLACED.getOrDefault(table.getKey(), List.of());
                select.setArray(2, connection.createArrayOf("text", replaced.toArray()));
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) lost.add(table.getKey() + " " + rows.getString(1));
                }
            }
        }
        return lost;
    }
}
