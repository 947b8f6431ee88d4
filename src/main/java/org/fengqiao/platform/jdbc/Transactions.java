package org.fengqiao.platform.jdbc;

import com.google.common.base.Throwables;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.jdbc.PgConnection;

/**
 * Plain JDBC in the one transaction system, JTA: it joins the transaction of the caller, so that it sees and commits with
 * what entities wrote, or begins one of its own. The data source has to take part in JTA (see docs/adr/0037).
 */
public final class Transactions {
    /** Classes of SQLSTATE. */
    private static final String CONNECTION_LOST = "08";

    private static final String SERVER_STOPPED = "57P";

    private Transactions() {}

    /** Work that needs a connection. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Commits when the work returns, or leaves that to the transaction it joined; whatever the work throws rolls back. */
    public static <T> T inTransaction(DataSource source, Work<T> work) {
        TransactionManager manager = com.arjuna.ats.jta.TransactionManager.transactionManager();
        try {
            return manager.getStatus() == Status.STATUS_NO_TRANSACTION
                    ? inNewTransaction(manager, source, work)
                    : joined(manager, source, work);
        } catch (SQLException e) {
            throw failure(e);
        } catch (SystemException | NotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T joined(TransactionManager manager, DataSource source, Work<T> work)
            throws SQLException, SystemException {
        try {
            return on(source, work);
        } catch (Throwable failure) {
            manager.setRollbackOnly();
            throw failure;
        }
    }

    private static <T> T inNewTransaction(TransactionManager manager, DataSource source, Work<T> work)
            throws SQLException, SystemException, NotSupportedException {
        manager.begin();
        T result;
        try {
            result = on(source, work);
        } catch (Throwable failure) {
            rollback(manager, failure);
            throw failure;
        }
        try {
            manager.commit();
            return result;
        } catch (Exception e) {
            throw failure(e);
        }
    }

    private static <T> T on(DataSource source, Work<T> work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            try {
                return work.on(connection);
            } catch (Throwable failure) {
                if (Throwables.getCausalChain(failure).stream().noneMatch(Transactions::isLostServer)) throw failure;
                // After a COPY that lost its server the driver waits for its end, and a rollback with it, for ever.
                abort(connection);
                throw failure(failure);
            }
        }
    }

    private static void rollback(TransactionManager manager, Throwable failure) {
        try {
            manager.rollback();
        } catch (Exception e) {
            failure.addSuppressed(e);
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

    /** What a caller can do about it, or a mistake of ours when there is nothing; {@link SqlExceptionTranslator} decides. */
    public static RuntimeException failure(Throwable e) {
        return SqlExceptionTranslator.translate(e)
                .<RuntimeException>map(problem -> problem)
                .orElseGet(() -> new IllegalStateException("The database refused a statement", e));
    }
}
