package org.fengqiao.intake.file;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;

/** The record of one import; an interrupted import resumes under the same record and the same start time. */
final class ImportRun {
    private static final String UNFINISHED = """
            select * from import_run where file_sha256 = ? and source = ? and finished_at is null
            order by started_at desc limit 1""";
    private static final String LAST_FINISHED = """
            select file_sha256 from import_run where source = ? and finished_at is not null
            order by finished_at desc limit 1""";
    private static final String INSERT =
            "insert into import_run (id, source, file_name, file_sha256, started_at) values (?, ?, ?, ?, ?)";
    private static final String RECORD = """
            update import_run set rows_done = greatest(rows_done, ?),
                accepted = case when rows_done <= ? then ? else accepted end,
                rejected = case when rows_done <= ? then ? else rejected end,
                added = ?, corrected = ?, enterprises = ? where id = ?""";
    private static final String FINISH = "update import_run set finished_at = ? where id = ?";

    private final UUID id;
    private final Instant startedAt;
    private final long rowsDone;
    private final boolean fileSeenBefore;
    private long added;
    private long corrected;
    private long enterprises;

    private ImportRun(UUID id, Instant startedAt, long rowsDone, boolean fileSeenBefore) {
        this.id = id;
        this.startedAt = startedAt;
        this.rowsDone = rowsDone;
        this.fileSeenBefore = fileSeenBefore;
    }

    /** Resumes the unfinished import of this file, or begins a new one. */
    static ImportRun begin(Connection connection, UUID newId, String source, SourceFile file, Instant now)
            throws SQLException {
        StatementBatch batch = new StatementBatch();
        Supplier<String> last = batch.add(new SqlStatement<>(LAST_FINISHED, ImportRun::sha256, Parameter.of(source)));
        Supplier<Progress> unfinished = batch.add(
                new SqlStatement<>(UNFINISHED, ImportRun::progress, Parameter.of(file.sha256()), Parameter.of(source)));
        batch.execute(connection);
        boolean seenBefore = file.sha256().equals(last.get());
        if (unfinished.get() != null) return unfinished.get().resume(seenBefore);
        SqlStatement.update(
                        INSERT,
                        Parameter.of(newId),
                        Parameter.of(source),
                        Parameter.of(file.name()),
                        Parameter.of(file.sha256()),
                        Parameter.of(Jdbc.utc(now)))
                .execute(connection);
        return new ImportRun(newId, now, 0, seenBefore);
    }

    /** How far an unfinished import got. */
    private record Progress(UUID id, Instant startedAt, long rowsDone, long added, long corrected, long enterprises) {
        ImportRun resume(boolean fileSeenBefore) {
            ImportRun run = new ImportRun(id, startedAt, rowsDone, fileSeenBefore);
            run.count(added, corrected, enterprises);
            return run;
        }
    }

    private static Progress progress(ResultSet rows) throws SQLException {
        if (!rows.next()) return null;
        return new Progress(
                rows.getObject("id", UUID.class),
                Jdbc.instant(rows, "started_at"),
                rows.getLong("rows_done"),
                rows.getLong("added"),
                rows.getLong("corrected"),
                rows.getLong("enterprises"));
    }

    private static String sha256(ResultSet rows) throws SQLException {
        return rows.next() ? rows.getString(1) : null;
    }

    /** Records a chunk, in the transaction that stores it. */
    void record(Connection connection, long rows, long accepted, long rejected) throws SQLException {
        SqlStatement.update(
                        RECORD,
                        Parameter.of(rows),
                        Parameter.of(rows),
                        Parameter.of(accepted),
                        Parameter.of(rows),
                        Parameter.of(rejected),
                        Parameter.of(added),
                        Parameter.of(corrected),
                        Parameter.of(enterprises),
                        Parameter.of(id))
                .execute(connection);
    }

    void finish(Connection connection, Instant now) throws SQLException {
        SqlStatement.update(FINISH, Parameter.of(Jdbc.utc(now)), Parameter.of(id))
                .execute(connection);
    }

    void count(long moreAdded, long moreCorrected, long moreEnterprises) {
        added += moreAdded;
        corrected += moreCorrected;
        enterprises += moreEnterprises;
    }

    UUID id() {
        return id;
    }

    Instant startedAt() {
        return startedAt;
    }

    /** Whether the rows up to this one were delivered before: by this run before it was interrupted, or by the last one. */
    boolean wasDelivered(long row) {
        return fileSeenBefore || row <= rowsDone;
    }

    long added() {
        return added;
    }

    long corrected() {
        return corrected;
    }

    long enterprises() {
        return enterprises;
    }
}
