package org.fengqiao.registry;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.Failure;
import org.jboss.logging.Logger;

/** Plain JDBC work, in one transaction or none of it. */
public final class Transactions {
    private static final Logger LOG = Logger.getLogger(Transactions.class);

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
            boolean done = false;
            try {
                T result = work.on(connection);
                connection.commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /** What the database said names tables and values, so it goes to the log and not to the caller. */
    static Failure unavailable(SQLException e) {
        LOG.error("The database did not do its work", e);
        return new Failure(
                ErrorKind.UNAVAILABLE,
                "database-unavailable",
                "数据库操作失败，未保存；请稍后重试，仍失败请查看日志。",
                "The database did not do its work, nothing was saved; try again, and see the log if it fails again.",
                e);
    }
}
