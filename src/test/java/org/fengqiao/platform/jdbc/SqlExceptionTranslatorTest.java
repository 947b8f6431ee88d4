package org.fengqiao.platform.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.RollbackException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import javax.transaction.xa.XAException;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.hibernate.exception.GenericJDBCException;
import org.hibernate.exception.JDBCConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlExceptionTranslatorTest {
    private enum Layer {
        DRIVER(cause -> cause),
        BATCH(cause -> new BatchUpdateException(cause.getMessage(), cause.getSQLState(), null, cause)),
        SERVICE(cause -> new IllegalStateException("The keys could not be looked up", cause)),
        HIBERNATE(cause -> new GenericJDBCException("could not execute statement", cause)),
        PERSISTENCE(cause -> new PersistenceException(new GenericJDBCException("flush", cause))),
        COMMIT(Layer::failedCommit);

        private final Wrapper wrapper;

        private interface Wrapper {
            Throwable of(SQLException cause);
        }

        Layer(Wrapper wrapper) {
            this.wrapper = wrapper;
        }

        /** As the transaction manager does: what the resource said is suppressed, not the cause. */
        private static Throwable failedCommit(SQLException cause) {
            XAException resource = new XAException(XAException.XAER_RMFAIL);
            resource.initCause(cause);
            RollbackException rollback = new RollbackException("Could not commit transaction.");
            rollback.addSuppressed(resource);
            return new RuntimeException(rollback);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "08001, 503", "08003, 503", "08006, 503", "57P01, 503", "57P02, 503", "57P03, 503", "53100, 503",
        "53300, 503", "40001, 503", "40P01, 503", "23505, 409", "23P01, 409", "23503, 500", "23502, 500",
        "23514, 500", "42601, 500", "42703, 500", "22003, 500", "57014, 500", "25006, 500"
    })
    void the_sql_state_decides_whatever_layer_reports_it(String state, int status) {
        for (Layer layer : Layer.values()) {
            Throwable failure = layer.wrapper.of(new SQLException("as the server said it", state));

            assertThat(status(failure)).as(layer + " " + failure).isEqualTo(status);
        }
    }

    @Test
    void a_pool_that_has_no_connection_in_time_is_unavailable() {
        Throwable timeout = new SQLException("Acquisition timeout", new TimeoutException());

        assertThat(status(timeout)).isEqualTo(503);
        assertThat(status(new JDBCConnectionException("Unable to acquire", (SQLException) timeout)))
                .isEqualTo(503);
        assertThat(status(new SQLException("Connection is closed"))).isEqualTo(500);
    }

    @Test
    void a_commit_that_did_not_go_through_is_unavailable() {
        assertThat(status(new RollbackException("timed out"))).isEqualTo(503);
        assertThat(status(new HeuristicMixedException())).isEqualTo(503);
        assertThat(status(new RuntimeException(new HeuristicRollbackException())))
                .isEqualTo(503);
    }

    @Test
    void a_row_that_somebody_else_changed_is_a_conflict() {
        assertThat(status(new OptimisticLockException())).isEqualTo(409);
    }

    @Test
    void other_exceptions_are_mistakes_of_ours() {
        assertThat(status(new IllegalStateException())).isEqualTo(500);
        assertThat(status(new PersistenceException("no such entity"))).isEqualTo(500);
        assertThat(status(new TimeoutException())).isEqualTo(500);
    }

    @Test
    void causes_in_a_circle_come_to_an_end() {
        RuntimeException first = new RuntimeException();
        first.initCause(new RuntimeException(first));

        assertThat(status(first)).isEqualTo(500);
    }

    private static int status(Throwable failure) {
        return SqlExceptionTranslator.translate(failure)
                .map(ProblemException::kind)
                .map(ErrorKind::httpStatus)
                .orElse(500);
    }
}
