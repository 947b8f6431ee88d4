package org.fengqiao.platform.jdbc;

import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;

/**
 * Finds the failure of the database inside an exception of any layer (driver, pool, Hibernate, JTA) and says whether the
 * caller can do something about it: send the request again, or look at what somebody else changed. Anything else is a
 * mistake of ours.
 */
public final class SqlExceptionTranslator {
    /** Lost connection, server shutting down or starting, out of resources, serialization failure, deadlock. */
    private static final List<String> TRANSIENT = List.of("08", "57P", "53", "40001", "40P01");

    /** Unique and exclusion violations. */
    private static final List<String> CONFLICT = List.of("23505", "23P01");

    /** More than any exception has, unless its causes go in a circle. */
    private static final int MOST_CAUSES = 100;

    private SqlExceptionTranslator() {}

    /** Empty for what is no failure of the database, or one that trying again does not mend. */
    public static Optional<ProblemException> translate(Throwable failure) {
        List<Throwable> causes = causes(failure);
        Optional<String> state = causes.stream()
                .filter(SQLException.class::isInstance)
                .map(cause -> ((SQLException) cause).getSQLState())
                .filter(found -> found != null && !found.isEmpty())
                .findFirst();
        if (state.isPresent()) {
            if (startsWithOneOf(state.get(), TRANSIENT)) return Optional.of(unavailable(failure));
            if (startsWithOneOf(state.get(), CONFLICT)) return Optional.of(conflict(failure));
            return Optional.empty();
        }
        if (causes.stream().anyMatch(OptimisticLockException.class::isInstance)) return Optional.of(conflict(failure));
        return causes.stream().anyMatch(SqlExceptionTranslator::isTransient)
                ? Optional.of(unavailable(failure))
                : Optional.empty();
    }

    /** Of exceptions without a SQLSTATE: the pool had no connection in time, or the commit did not go through. */
    private static boolean isTransient(Throwable cause) {
        return cause instanceof SQLException && cause.getCause() instanceof TimeoutException
                || cause instanceof RollbackException
                || cause instanceof HeuristicMixedException
                || cause instanceof HeuristicRollbackException;
    }

    private static boolean startsWithOneOf(String state, List<String> classes) {
        return classes.stream().anyMatch(state::startsWith);
    }

    /** The exception and all below it, outermost first; the transaction manager keeps the reason among the suppressed. */
    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>(List.of(failure));
        for (int i = 0; i < causes.size() && i < MOST_CAUSES; i++) {
            Throwable next = causes.get(i);
            if (next.getCause() != null) causes.add(next.getCause());
            causes.addAll(List.of(next.getSuppressed()));
        }
        return causes;
    }

    private static ProblemException unavailable(Throwable cause) {
        return new ProblemException(
                ErrorKind.UNAVAILABLE,
                "database-unavailable",
                "数据库暂时不可用。请几秒后原样重发请求；如一直如此，请联系系统管理员。",
                "The database is not available for the moment. Send the same request again in a few seconds; if it stays"
                        + " so, ask your administrator.",
                cause);
    }

    private static ProblemException conflict(Throwable cause) {
        return new ProblemException(
                ErrorKind.WRONG_STATE,
                "changed-meanwhile",
                "同一时间有人做了与此冲突的修改，本次没有保存。请刷新后重试。",
                "Somebody else made a conflicting change at the same moment, so this one was not saved. Reload and try"
                        + " again.",
                cause);
    }
}
