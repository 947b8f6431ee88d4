package org.fengqiao.platform.jdbc;

import com.google.common.base.Throwables;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.jboss.logging.Logger;
import org.postgresql.jdbc.PgConnection;

/** Plain JDBC work, in one transaction or none of it. */
public final class Transactions {
    private static final Logger LOG = Logger.getLogger(Transactions.class);
    /** Classes of SQLSTATE. */
    private static final String CONNECTION_LOST = "08";

    private static final String SERVER_STOPPED = "57P";

    private Transactions() {}

    /** Work that needs a connection. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Commits when the work returns; whatever it throws rolls back. */
    public static <T> T inTransaction(DataSource source, Work<T> work) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                connection.setAutoCommit(true);
                return result;
            } catch (Throwable failure) {
                if (Throwables.getCausalChain(failure).stream().anyMatch(Transactions::isLostServer)) {
                    // After a COPY that lost its server the driver waits for its end, and a rollback with it, for ever.
                    abort(connection);
                    throw unavailable(failure);
                }
                connection.rollback();
                connection.setAutoCommit(true);
                throw failure;
            }
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    private static boolean isLostServer(Throwable cause) {
        if (!(cause instanceof SQLException sql) || sql.getSQLState() == null) return false;
        return sql.getSQLState().startsWith(CONNECTION_LOST)
                || sql.getSQLState().startsWith(SERVER_STOPPED);
    }

    /** Lets go of the server at once; the pool's own abort does not reach it. */
    static void abort(Connection connection) throws SQLException {
        connection.unwrap(PgConnection.class).abort(Runnable::run);
    }

    /** What the database said names tables and values, so it goes to the log and not to the caller. */
    public static ProblemException unavailable(Throwable e) {
        LOG.error("The database did not do its work", e);
        return new ProblemException(
                ErrorKind.UNAVAILABLE,
                "database-unavailable",
                "数据库操作失败，未保存；请稍后重试，仍失败请查看日志。",
                "The database did not do its work, nothing was saved; try again, and see the log if it fails again.",
                e);
    }
}
