package org.fengqiao.pipeline;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.assessment.store.AssessmentInput;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.registry.enterprise.ReassessmentQueue;

/** What passes write down of themselves, so that one that was killed is gone on with and only one runs at a time. */
@ApplicationScoped
class PassLog {
    static final Duration RESUME_WITHIN = Duration.ofHours(12);
    private static final UUID START = new UUID(0, 0);

    private final DataSource database;
    private final InstantSource clock;
    private final Ids ids;

    PassLog(DataSource database, InstantSource clock, Ids ids) {
        this.database = database;
        this.clock = clock;
        this.ids = ids;
    }

    /** How far a pass came. */
    record PassProgress(
            UUID id,
            Instant at,
            boolean everybody,
            long epoch,
            UUID cursor,
            long assessed,
            long changed,
            long raised,
            long upgraded,
            boolean resumed) {
        PassProgress advancedPast(AssessmentInput known) {
            return new PassProgress(
                    id,
                    at,
                    everybody,
                    epoch,
                    known.lastId(),
                    assessed + known.enterprises(),
                    changed,
                    raised,
                    upgraded,
                    resumed);
        }

        PassProgress plus(WarningPipeline.BatchOutcome step) {
            return new PassProgress(
                    id,
                    at,
                    everybody,
                    epoch,
                    cursor,
                    assessed,
                    changed + step.changed(),
                    raised + step.raised(),
                    upgraded + step.upgraded(),
                    resumed);
        }
    }

    /** Takes up an unfinished pass, or begins a new one. */
    PassProgress begin(String release, Instant asked, AssessmentPass.Scope scope) {
        return Transactions.inTransaction(database, connection -> {
            // First the epoch, then the instant: what an earlier epoch left was learnt before it.
            long epoch = ReassessmentQueue.beginEpoch(connection);
            Instant now = clock.instant();
            Instant asOf = asked == null ? now : asked;
            abandonOthers(connection, release, asked == null ? now.minus(RESUME_WITHIN) : asked, asOf, now);
            Optional<PassProgress> unfinished = unfinished(connection);
            if (unfinished.isPresent()) return unfinished.get();
            requireNotBeforeLatest(connection, asOf);
            boolean everybody = scope == AssessmentPass.Scope.EVERYBODY || !isFullyAssessedBy(connection, release);
            // As of the past one does not see what was learnt since, so it stays noted.
            PassProgress fresh =
                    new PassProgress(ids.next(), asOf, everybody, asked == null ? epoch : 0, START, 0, 0, 0, 0, false);
            String insert =
                    "insert into pass (id, at, release_id, started_at, everybody, epoch) values (?, ?, ?, ?, ?, ?)";
            try (PreparedStatement begin = connection.prepareStatement(insert)) {
                begin.setObject(1, fresh.id());
                begin.setTimestamp(2, Timestamp.from(asOf));
                begin.setString(3, release);
                begin.setTimestamp(4, Timestamp.from(now));
                begin.setBoolean(5, everybody);
                begin.setLong(6, fresh.epoch());
                begin.executeUpdate();
            }
            return fresh;
        });
    }

    /**
     * Only a pass for the same purpose is gone on with: of the same rules, and as of the instant asked for or, where none
     * was, of a few hours ago at most.
     */
    private static void abandonOthers(Connection connection, String release, Instant from, Instant to, Instant now)
            throws SQLException {
        String sql = "update pass set finished_at = ?, everybody = false where finished_at is null"
                + " and (release_id <> ? or at < ? or at > ?)";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setTimestamp(1, Timestamp.from(now));
            update.setString(2, release);
            update.setTimestamp(3, Timestamp.from(from));
            update.setTimestamp(4, Timestamp.from(to));
            update.executeUpdate();
        }
    }

    private static Optional<PassProgress> unfinished(Connection connection) throws SQLException {
        String sql = "select id, at, everybody, epoch, cursor_id, assessed, changed, raised, upgraded from pass"
                + " where finished_at is null";
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            if (!row.next()) return Optional.empty();
            UUID cursor = row.getObject(5, UUID.class);
            return Optional.of(new PassProgress(
                    row.getObject(1, UUID.class),
                    row.getTimestamp(2).toInstant(),
                    row.getBoolean(3),
                    row.getLong(4),
                    cursor == null ? START : cursor,
                    row.getLong(6),
                    row.getLong(7),
                    row.getLong(8),
                    row.getLong(9),
                    true));
        }
    }

    /** Whether the last pass over everybody came to its end, by these rules, with all that was known. */
    private static boolean isFullyAssessedBy(Connection connection, String release) throws SQLException {
        String sql = "select release_id = ? and finished_at is not null and epoch > 0 from pass where everybody"
                + " order by started_at desc limit 1";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, release);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** The latest assessment is what people act on: an older one must not take its place. */
    private static void requireNotBeforeLatest(Connection connection, Instant asOf) throws SQLException {
        String sql = "select max(at) from pass where finished_at is not null and cursor_id is not null";
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            row.next();
            if (row.getTimestamp(1) != null && row.getTimestamp(1).toInstant().isAfter(asOf)) {
                throw new ProblemException(
                        ErrorKind.WRONG_STATE,
                        "assessed-later-already",
                        "已有更晚时点的评估;回看历史请用单独的数据文件夹(FENGQIAO_DATA)",
                        "Enterprises were assessed as of a later instant already; to look at history use a data folder of"
                                + " its own (FENGQIAO_DATA)");
            }
        }
    }

    /** In the transaction that wrote what it assessed. */
    static void saveProgress(Connection connection, PassProgress after) throws SQLException {
        String sql = "update pass set cursor_id = ?, assessed = ?, changed = ?, raised = ?, upgraded = ? where id = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, after.cursor());
            update.setLong(2, after.assessed());
            update.setLong(3, after.changed());
            update.setLong(4, after.raised());
            update.setLong(5, after.upgraded());
            update.setObject(6, after.id());
            update.executeUpdate();
        }
    }

    void finish(PassProgress done) {
        Transactions.inTransaction(database, connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("update pass set finished_at = ? where id = ?")) {
                update.setTimestamp(1, Timestamp.from(clock.instant()));
                update.setObject(2, done.id());
                return update.executeUpdate();
            }
        });
    }

    /** Held by the session, so the database lets go of it when the process dies. */
    static void lock(Connection guard) throws SQLException {
        try (PreparedStatement select =
                        guard.prepareStatement("select pg_try_advisory_lock(hashtext('fengqiao pass'))");
                ResultSet row = select.executeQuery()) {
            row.next();
            if (!row.getBoolean(1)) {
                throw new ProblemException(
                        ErrorKind.WRONG_STATE,
                        "pass-running",
                        "已有一次评估正在进行,请等它结束",
                        "A pass is running already; wait until it has ended");
            }
        }
    }

    static void unlock(Connection guard) throws SQLException {
        try (PreparedStatement select =
                guard.prepareStatement("select pg_advisory_unlock(hashtext('fengqiao pass'))")) {
            select.execute();
        }
    }
}
