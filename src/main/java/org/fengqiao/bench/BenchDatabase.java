package org.fengqiao.bench;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.fengqiao.platform.jdbc.SqlQuery;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.jdbc.Transactions;

/** The statements that several benchmarks send. */
final class BenchDatabase {
    private BenchDatabase() {}

    static List<UUID> enterprises(DataSource database) {
        return ids(database, "select id from enterprise order by id");
    }

    static List<UUID> ids(DataSource database, String sql, Object... values) {
        return new SqlQuery(sql, values).list(database, rows -> rows.getObject(1, UUID.class));
    }

    static long count(DataSource database, String sql) {
        return new SqlQuery(sql).first(database, rows -> rows.getLong(1)).orElseThrow();
    }

    /** Executes one statement in a transaction of its own. */
    static void execute(DataSource database, String sql, Object... values) {
        List<SqlStatement.Parameter> parameters =
                Stream.of(values).map(SqlStatement.Parameter::of).toList();
        Transactions.inTransaction(
                database,
                connection -> StatementBatch.execute(connection, new SqlStatement<Void>(sql, null, parameters)));
    }

    /** Microseconds as milliseconds, to the hundredth. */
    static double ms(long micros) {
        return Math.round(micros / 10.0) / 100.0;
    }
}
