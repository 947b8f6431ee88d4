package org.fengqiao.platform.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/**
 * The database of a release as SQL: its migrations, Flyway's history of them, and two rows in every table, one with only
 * the mandatory columns and one with all. {@code main} writes the file of the current version (docs/change-guide.md), which
 * is never changed once that version is released.
 */
final class UpgradeFixture {
    private static final Path FOLDER = Path.of("src/test/resources/upgrade");

    /** For text columns that hold a constant although no check constraint says which. */
    private static final Map<String, String> CONSTANTS = Map.ofEntries(
            Map.entry("account.roles", "LABOUR_OFFICER"),
            Map.entry("post.kind", "LABOUR_OFFICE_HEAD"),
            Map.entry("release.base", "shenzhen-labour"),
            Map.entry("draft.base", "shenzhen-labour"),
            Map.entry("shadow.base", "shenzhen-labour"),
            Map.entry("source.kind", "AUTHORITY"),
            Map.entry("observation.indicator", "WAG01"),
            Map.entry("care.observation.indicator", "PSY01"),
            Map.entry("alert.state", "RAISED"),
            Map.entry("alert_event.event", "RAISED"),
            Map.entry("alert_clock.duration", "PT4H"),
            Map.entry("notification.kind", "RAISED"),
            Map.entry("notification_attempt.channel", "EMAIL"),
            Map.entry("mediation_case.state", "OPENED"));

    private static final String TABLES = """
            select c.oid::regclass::text from pg_class c join pg_namespace s on s.oid = c.relnamespace
            where c.relkind in ('r', 'p') and not c.relispartition and s.nspname in ('public', 'care')
                and c.relname <> 'flyway_schema_history'
            order by c.oid""";

    private static final String COLUMNS = """
            select a.attname as name, format_type(a.atttypid, null) as type, a.attnum as place, not a.attnotnull as nullable,
                (select pg_get_constraintdef(k.oid) from pg_constraint k
                    where k.conrelid = a.attrelid and k.contype = 'c' and k.conkey = array[a.attnum]) as condition,
                r.confrelid::regclass::text as parent, p.attname as parent_key
            from pg_attribute a
            left join pg_constraint r on r.conrelid = a.attrelid and r.contype = 'f' and r.conkey = array[a.attnum]
            left join pg_attribute p on p.attrelid = r.confrelid and p.attnum = r.confkey[1]
            where a.attrelid = '%s'::regclass and a.attnum > 0 and not a.attisdropped and a.attidentity = ''
                and a.attgenerated = ''
            order by a.attnum""";

    /** As Flyway creates it. */
    private static final String HISTORY = """
            create table flyway_schema_history (
                installed_rank integer primary key,
                version        varchar(50),
                description    varchar(200) not null,
                type           varchar(20) not null,
                script         varchar(1000) not null,
                checksum       integer,
                installed_by   varchar(100) not null,
                installed_on   timestamp not null default now(),
                execution_time integer not null,
                success        boolean not null
            );
            """;

    private static final Pattern QUOTED = Pattern.compile("'([^']+)'::text");

    private UpgradeFixture() {}

    public static void main(String... version) throws SQLException, IOException {
        Path file = Files.createDirectories(FOLDER).resolve(version[0] + ".sql.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(dump(TestDatabase.fresh()).getBytes(StandardCharsets.UTF_8));
        }
        System.out.println(file + ": " + Files.size(file) + " bytes");
    }

    /** A database as the release left it. */
    static DataSource restored(String version) throws SQLException, IOException {
        DataSource database = TestDatabase.empty().dataSource();
        try (InputStream file = UpgradeFixture.class.getResourceAsStream("/upgrade/" + version + ".sql.gz");
                InputStream in = new GZIPInputStream(file);
                Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        return database;
    }

    static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) tables.add(rows.getString(1));
        }
        return tables;
    }

    private static String dump(DataSource database) throws SQLException, IOException {
        MigrationInfo[] migrations =
                Flyway.configure().dataSource(database).load().info().applied();
        StringBuilder sql = new StringBuilder();
        for (MigrationInfo migration : migrations) {
            try (InputStream script =
                    UpgradeFixture.class.getResourceAsStream("/db/migration/" + migration.getScript())) {
                sql.append(new String(script.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        sql.append(HISTORY);
        for (MigrationInfo migration : migrations) {
            sql.append(
                    "insert into flyway_schema_history values (%d, '%s', '%s', 'SQL', '%s', %d, '', now(), 0, true);\n"
                            .formatted(
                                    migration.getInstalledRank(),
                                    migration.getVersion(),
                                    migration.getDescription(),
                                    migration.getScript(),
                                    migration.getChecksum()));
        }
        try (Connection connection = database.getConnection()) {
            fill(connection).forEach(insert -> sql.append(insert).append(";\n"));
        }
        return sql.toString();
    }

    private record Column(
            String table,
            String name,
            String type,
            int place,
            boolean nullable,
            String condition,
            String parent,
            String parentKey) {}

    /** Inserts the rows and returns the statements, so what is written is known to work. */
    private static List<String> fill(Connection connection) throws SQLException {
        List<String> inserts = new ArrayList<>();
        Map<String, String> unused = new HashMap<>(CONSTANTS);
        try (Statement statement = connection.createStatement()) {
            for (String table : tables(connection)) {
                List<Column> columns = columns(connection, table);
                columns.forEach(column -> unused.remove(table + "." + column.name()));
                if (holdsRows(statement, table)) continue; // from a migration
                for (int row = 1; row <= 2; row++) {
                    String insert = insert(table, columns, row);
                    statement.execute(insert);
                    inserts.add(insert);
                }
            }
        }
        if (!unused.isEmpty()) throw new IllegalStateException("no such columns: " + unused.keySet());
        return inserts;
    }

    private static boolean holdsRows(Statement statement, String table) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select from " + table + " limit 1")) {
            return rows.next();
        }
    }

    private static List<Column> columns(Connection connection, String table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(COLUMNS.formatted(table))) {
            while (rows.next()) {
                columns.add(new Column(
                        table,
                        rows.getString("name"),
                        rows.getString("type"),
                        rows.getInt("place"),
                        rows.getBoolean("nullable"),
                        rows.getString("condition"),
                        rows.getString("parent"),
                        rows.getString("parent_key")));
            }
        }
        return columns;
    }

    /** The first row has only the mandatory columns. The second refers to the first where a table refers to itself. */
    private static String insert(String table, List<Column> columns, int row) {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (Column column : columns) {
            if (row == 1 && column.nullable()) continue;
            names.add(column.name());
            values.add(column.parent() == null ? value(column, column.type(), row) : reference(column, row));
        }
        return "insert into %s (%s) values (%s)".formatted(table, String.join(", ", names), String.join(", ", values));
    }

    private static String reference(Column column, int row) {
        int nth = column.parent().equals(column.table()) ? 1 : row;
        return "(select %1$s from %2$s order by %1$s limit 1 offset %3$d)"
                .formatted(column.parentKey(), column.parent(), nth - 1);
    }

    private static String value(Column column, String type, int row) {
        if (type.endsWith("[]")) {
            return "array[" + value(column, type.substring(0, type.length() - 2), row) + "]";
        }
        return switch (type) {
            case "boolean" -> String.valueOf(row == 2);
            case "smallint", "integer", "bigint" -> String.valueOf(row);
            case "real", "double precision" -> row + ".5";
            case "uuid" -> "uuid '00000000-0000-0000-0000-00000000000" + row + "'";
            case "bytea" -> "'\\x0" + row + "'";
            case "jsonb" -> "'{}'";
            // later in each column, because a period begins in an earlier column than it ends in
            case "date" -> "'" + LocalDate.of(2026, row, column.place()) + "'";
            case "timestamp with time zone" ->
                "'" + Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofHours(100L * row + column.place())) + "'";
            case "time without time zone" -> "'0" + row + ":00'";
            case "text" -> "'" + text(column, row) + "'";
            default -> throw new IllegalStateException("no value for " + column);
        };
    }

    private static String text(Column column, int row) {
        String name = column.name();
        String constant = CONSTANTS.get(column.table() + "." + name);
        if (constant != null) return constant;
        if (column.condition() != null) {
            if (column.condition().contains("{64}")) return "0123456789abcdef".repeat(4);
            List<MatchResult> allowed =
                    QUOTED.matcher(column.condition()).results().toList();
            if (allowed.size() > 1) return allowed.get(row - 1).group(1);
        }
        if (name.contains("tier")) return "ORANGE";
        if (name.equals("dimension")) return column.table().startsWith("care.") ? "care" : "labour";
        if (name.endsWith("path")) return "4403.44030" + row + ".";
        if (name.endsWith("area_code")) return "44030" + row;
        if (name.equals("id") || name.endsWith("_id")) return "0000000" + row;
        return name + " " + row;
    }
}
