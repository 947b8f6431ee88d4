package org.fengqiao.assessment.store;

import de.bytefish.pgbulkinsert.PgBulkInsert;
import de.bytefish.pgbulkinsert.exceptions.BinaryWriteFailedException;
import de.bytefish.pgbulkinsert.mapping.AbstractMapping;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.policy.Dimension;
import org.postgresql.PGConnection;

/** Writes the assessments of one dimension and one instant that differ from the stored ones, which move to the history. */
final class AssessmentWriter {
    private static final String COLUMNS =
            "enterprise_id, dimension, assessed_at, release_id, headcount, score, tier, completeness, findings";

    private static final String UNIQUE_VIOLATION = "23505";

    private static final String DIFFERS = """
            (a.release_id, a.headcount, a.score, a.tier, a.completeness, a.findings, a.area_path, a.holds_until)
                is distinct from (g.release_id, g.headcount, g.score, g.tier, g.completeness, g.findings, g.area_path,
                    g.holds_until)
            and a.assessed_at <= g.assessed_at""";

    private static final String STAGING = """
            create temp table if not exists assessment_staging (
                enterprise_id uuid, headcount integer, score real, tier text, completeness real, findings bytea,
                area_path text collate "C", holds_until timestamptz) on commit delete rows""";

    /** The same columns of a few assessments without a table, because a single report waits for each round trip. */
    private static final String GIVEN = """
            unnest(?::uuid[], ?::integer[], ?::real[], ?::text[], ?::real[], ?::bytea[], ?::text[], ?::timestamptz[])
                as few(enterprise_id, headcount, score, tier, completeness, findings, area_path, holds_until)""";

    /**
     * Writes only what differs from the stored rows and keeps those in the history. Rows are always locked in the same order,
     * and read under that lock before they are replaced, so that the history misses none.
     */
    private static final String SAVE = """
            with given as (
                select *, ?::text as dimension, ?::timestamptz as assessed_at, ?::text as release_id
                from %6$s
            ), former as materialized (
                select a.* from (select * from given order by enterprise_id) g
                cross join lateral (
                    select * from %1$s a
                    where a.enterprise_id = g.enterprise_id and a.dimension = g.dimension and %4$s for update) a
            ), kept as (
                insert into %3$s (%2$s) select %2$s from former
                on conflict (enterprise_id, dimension, assessed_at) do nothing
                returning 1
            ), changed as (
                insert into %1$s as a (%2$s, area_path, holds_until)
                select %2$s, area_path, holds_until from given
                where (select count(*) from kept) >= 0
                order by enterprise_id
                on conflict (enterprise_id, dimension) do update set
                    assessed_at = excluded.assessed_at, release_id = excluded.release_id,
                    headcount = excluded.headcount, score = excluded.score, tier = excluded.tier,
                    completeness = excluded.completeness, findings = excluded.findings, area_path = excluded.area_path,
                    holds_until = excluded.holds_until
                where %5$s
                returning 1
            )
            select count(*) from changed
            """;

    private final Dimension dimension;
    private final Instant at;
    private final String table;

    AssessmentWriter(Dimension dimension, Instant at) {
        this.dimension = dimension;
        this.at = at;
        this.table = AssessmentStore.table(dimension);
    }

    /** Adds the write of a few rows to the batch, or copies many at once; supplies the number of changes after the batch. */
    Supplier<Integer> write(Connection connection, AssessmentDelta delta, StatementBatch batch) throws SQLException {
        List<StoredAssessment> rows = delta.rows();
        if (rows.isEmpty()) return () -> 0;
        if (rows.size() < Jdbc.WORTH_COPYING) return batch.add(save(rows, GIVEN, given(rows)));
        if (delta.nothingStored() && copyIfAbsent(connection, rows)) return rows::size;
        stage(connection, rows);
        batch.add(SqlStatement.DISABLE_SEQUENTIAL_SCANS);
        Supplier<Integer> changed = batch.add(save(rows, "assessment_staging", Stream.of()));
        batch.add(SqlStatement.RESTORE_SEQUENTIAL_SCANS);
        return changed;
    }

    private SqlStatement<Integer> save(List<StoredAssessment> rows, String from, Stream<Parameter> values) {
        String sql =
                SAVE.formatted(table, COLUMNS, table + "_history", DIFFERS, DIFFERS.replace("g.", "excluded."), from);
        Stream<Parameter> all = Stream.of(
                Parameter.of(dimension.code()),
                Parameter.of(Jdbc.utc(at)),
                Parameter.of(rows.get(0).releaseId()));
        return new SqlStatement<>(
                sql, AssessmentWriter::count, Stream.concat(all, values).toList());
    }

    private static int count(ResultSet rows) throws SQLException {
        rows.next();
        return rows.getInt(1);
    }

    private static Stream<Parameter> given(List<StoredAssessment> rows) {
        byte[][] findings = rows.stream().map(StoredAssessment::findings).toArray(byte[][]::new);
        return Stream.of(
                Parameter.array("uuid", rows, StoredAssessment::enterpriseId),
                Parameter.array("int4", rows, StoredAssessment::headcount),
                Parameter.array("float4", rows, StoredAssessment::score),
                Parameter.array("text", rows, row -> row.tier().name()),
                Parameter.array("float4", rows, StoredAssessment::completeness),
                (save, at) -> save.setArray(at, save.getConnection().createArrayOf("bytea", findings)),
                Parameter.array("text", rows, StoredAssessment::areaPath),
                Parameter.array("timestamptz", rows, row -> Jdbc.utc(row.holdsUntil())));
    }

    private static void stage(Connection connection, List<StoredAssessment> rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(STAGING + "; delete from assessment_staging");
        }
        new PgBulkInsert<>(new Columns("pg_temp", "assessment_staging"))
                .saveAll(connection.unwrap(PGConnection.class), rows);
    }

    /**
     * Copies straight into the table, at a third of the cost. Rows come in the order in which they are always locked, so it waits
     * for a concurrent assessment of one of them. On a unique violation, rolls back to the savepoint and returns false.
     */
    private boolean copyIfAbsent(Connection connection, List<StoredAssessment> rows) throws SQLException {
        // as SQL: a connection that takes part in JTA lets nobody roll back through JDBC
        try (Statement savepoint = connection.createStatement()) {
            savepoint.execute("savepoint before_copy");
            try {
                new PgBulkInsert<>(new TableColumns()).saveAll(connection.unwrap(PGConnection.class), rows);
            } catch (BinaryWriteFailedException e) {
                if (!(e.getCause() instanceof SQLException cause) || !UNIQUE_VIOLATION.equals(cause.getSQLState()))
                    throw e;
                savepoint.execute("rollback to savepoint before_copy");
                return false;
            }
            savepoint.execute("release savepoint before_copy");
            return true;
        }
    }

    private static class Columns extends AbstractMapping<StoredAssessment> {
        Columns(String schema, String table) {
            super(schema, table);
            mapUUID("enterprise_id", StoredAssessment::enterpriseId);
            mapIntegerPrimitive("headcount", StoredAssessment::headcount);
            mapFloatPrimitive("score", StoredAssessment::score);
            mapText("tier", row -> row.tier().name());
            mapFloatPrimitive("completeness", StoredAssessment::completeness);
            mapByteArray("findings", StoredAssessment::findings);
            mapText("area_path", StoredAssessment::areaPath);
            mapLong("holds_until", row -> Jdbc.micros(row.holdsUntil()));
        }
    }

    private final class TableColumns extends Columns {
        TableColumns() {
            super(dimension == Dimension.CARE ? "care" : "public", "assessment");
            mapText("dimension", row -> row.dimension().code());
            mapText("release_id", StoredAssessment::releaseId);
            long assessedAt = Jdbc.micros(at);
            mapLongPrimitive("assessed_at", row -> assessedAt);
        }
    }
}
