package org.fengqiao.inquiry;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.fengqiao.platform.jdbc.Transactions;
import org.postgresql.PGStatement;

/** A select put together from conditions; values always travel as parameters. */
public final class SqlQuery {
    private final StringBuilder sql = new StringBuilder();
    private final List<Object> values = new ArrayList<>();
    private boolean reusePlan;

    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    public SqlQuery(String sql, Object... given) {
        add(sql, given);
    }

    public SqlQuery add(String more, Object... given) {
        sql.append(more).append('\n');
        for (Object value : given) {
            values.add(value instanceof Instant instant ? Timestamp.from(instant) : value);
        }
        return this;
    }

    public SqlQuery add(SqlQuery part) {
        sql.append(part.sql);
        values.addAll(part.values);
        return this;
    }

    /** Only when there is something to narrow by. */
    public SqlQuery addIf(boolean wanted, String more, Object... given) {
        return wanted ? add(more, given) : this;
    }

    /** Makes what stands so far a part of a larger select. */
    public SqlQuery wrap(String before, String after, Object... given) {
        sql.insert(0, before);
        return add(after, given);
    }

    /** This area and below; for the whole there is nothing to narrow, and the planner should know. */
    public SqlQuery inArea(String column, String areaPath) {
        return addIf(!areaPath.isEmpty(), " and " + column + " like ?", areaPath + "%");
    }

    /** For a query that goes the same way whatever its values are; what it is for decides, not how much it finds. */
    public SqlQuery reusePlan() {
        reusePlan = true;
        return this;
    }

    public <T> List<T> list(DataSource database, RowReader<T> reader) {
        return Transactions.inTransaction(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql.toString())) {
                // Else planned anew each time: a plan for "any prefix" could not use the index of the prefix.
                if (!reusePlan) select.unwrap(PGStatement.class).setPrepareThreshold(0);
                for (int i = 0; i < values.size(); i++) {
                    Object value = values.get(i);
                    select.setObject(
                            i + 1, value instanceof Object[] ids ? connection.createArrayOf("uuid", ids) : value);
                }
                List<T> found = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        found.add(reader.read(row));
                    }
                }
                return found;
            }
        });
    }

    /** For {@code like}: what people type is a plain prefix. */
    public static String prefix(String typed) {
        return typed.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
