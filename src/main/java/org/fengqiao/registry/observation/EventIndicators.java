package org.fengqiao.registry.observation;

import com.google.common.collect.Sets;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.jdbc.Transactions;

/**
 * Marks the observations of those indicators that the live release calls events. New ones arrive marked; those imported under
 * another release are marked again when the release changes, so that measures and their index need no list of codes.
 */
@Singleton
public class EventIndicators {
    private static final String MARKED = "select indicator from event_indicator order by indicator";
    private static final String LOCK = "lock table event_indicator in exclusive mode";
    private static final String MARK = """
            update observation set event = not event
            where event <> (indicator = any(?)) and indicator = any(?)""";
    private static final String REPLACE = "delete from event_indicator";
    private static final String INSERT = "insert into event_indicator select unnest(?)";

    private final DataSource database;

    EventIndicators(DataSource database) {
        this.database = database;
    }

    /** Changes nothing when these are marked already. */
    public void mark(Set<String> indicators) {
        Transactions.inTransaction(database, connection -> {
            if (!marked(connection).equals(indicators)) mark(connection, List.copyOf(indicators));
            return null;
        });
    }

    private void mark(Connection connection, List<String> wanted) throws SQLException {
        SqlStatement.update(LOCK).execute(connection);
        List<String> touched = List.copyOf(Sets.union(marked(connection), Set.copyOf(wanted)));
        Parameter codes = Parameter.array("text", wanted, code -> code);
        StatementBatch batch = new StatementBatch();
        batch.add(SqlStatement.update(MARK, codes, Parameter.array("text", touched, code -> code)));
        batch.add(SqlStatement.update(REPLACE));
        batch.add(SqlStatement.update(INSERT, codes));
        batch.execute(connection);
    }

    private static Set<String> marked(Connection connection) throws SQLException {
        return new SqlStatement<>(MARKED, rows -> {
                    Set<String> indicators = new HashSet<>();
                    while (rows.next()) indicators.add(rows.getString(1));
                    return indicators;
                })
                .execute(connection);
    }
}
