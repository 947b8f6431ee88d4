package org.fengqiao.intake.file;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** The record of one import; an import that broke off goes on under the same record and the same moment. */
final class ImportRun {
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

    static ImportRun begin(Connection connection, UUID newId, String source, SourceFile file, Instant now)
            throws SQLException {
        boolean seen = file.sha256().equals(lastFinished(connection, source));
        try (PreparedStatement select = connection.prepareStatement(
                "select * from import_run where file_sha256 = ? and source = ? and finished_at is null"
                        + " order by started_at desc limit 1")) {
            select.setString(1, file.sha256());
            select.setString(2, source);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    ImportRun run = new ImportRun(
                            row.getObject("id", UUID.class),
                            row.getObject("started_at", OffsetDateTime.class).toInstant(),
                            row.getLong("rows_done"),
                            seen);
                    run.added = row.getLong("added");
                    run.corrected = row.getLong("corrected");
                    run.enterprises = row.getLong("enterprises");
                    return run;
                }
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into import_run (id, source, file_name, file_sha256, started_at) values (?, ?, ?, ?, ?)")) {
            insert.setObject(1, newId);
            insert.setString(2, source);
            insert.setString(3, file.name());
            insert.setString(4, file.sha256());
            insert.setObject(5, now.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
        return new ImportRun(newId, now, 0, seen);
    }

    private static String lastFinished(Connection connection, String source) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select file_sha256 from import_run where source = ? and finished_at is not null"
                        + " order by finished_at desc limit 1")) {
            select.setString(1, source);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    /** Notes a chunk, in the transaction that stores it. */
    void record(Connection connection, long rows, long accepted, long rejected) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update import_run set rows_done = greatest(rows_done, ?),
                    accepted = case when rows_done <= ? then ? else accepted end,
                    rejected = case when rows_done <= ? then ? else rejected end,
                    added = ?, corrected = ?, enterprises = ? where id = ?""")) {
            update.setLong(1, rows);
            update.setLong(2, rows);
            update.setLong(3, accepted);
            update.setLong(4, rows);
            update.setLong(5, rejected);
            update.setLong(6, added);
            update.setLong(7, corrected);
            update.setLong(8, enterprises);
            update.setObject(9, id);
            update.executeUpdate();
        }
    }

    void finish(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update import_run set finished_at = ? where id = ?")) {
            update.setObject(1, now.atOffset(ZoneOffset.UTC));
            update.setObject(2, id);
            update.executeUpdate();
        }
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

    /** Whether the rows up to this one were delivered before: by this run before it broke off, or by the last one. */
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
