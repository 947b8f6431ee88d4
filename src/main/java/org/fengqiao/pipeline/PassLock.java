package org.fengqiao.pipeline;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.jdbc.Transactions;

/** Lets only one pass run at a time; held by a database session, so it is released when the process dies. */
final class PassLock implements AutoCloseable {
    private static final SqlStatement<Boolean> LOCK =
            new SqlStatement<>("select pg_try_advisory_lock(hashtext('fengqiao pass'))", PassLock::locked);
    private static final SqlStatement<Void> UNLOCK =
            SqlStatement.update("select pg_advisory_unlock(hashtext('fengqiao pass'))");

    private final Connection session;

    private PassLock(Connection session) {
        this.session = session;
    }

    static PassLock acquire(DataSource database) {
        try {
            Connection session = database.getConnection();
            if (StatementBatch.execute(session, LOCK)) return new PassLock(session);
            session.close();
        } catch (SQLException e) {
            throw Transactions.failure(e);
        }
        throw new ProblemException(
                ErrorKind.WRONG_STATE,
                AssessmentPass.ALREADY_RUNNING,
                "已有一次评估正在进行，请等它结束；用 ./fengqiao jobs 查看",
                "A pass is running already; wait until it has ended, and see ./fengqiao jobs");
    }

    private static boolean locked(ResultSet rows) throws SQLException {
        rows.next();
        return rows.getBoolean(1);
    }

    @Override
    public void close() {
        try (session) {
            StatementBatch.execute(session, UNLOCK);
        } catch (SQLException e) {
            throw Transactions.failure(e);
        }
    }
}
