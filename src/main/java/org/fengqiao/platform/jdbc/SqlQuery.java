package org.fengqiao.platform.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.PGStatement;

/** A select composed of conditions; values are always passed as parameters. */
public final class SqlQuery {
    private final StringBuilder sql = new StringBuilder();
    private final List<Object> values = new ArrayList<>();
    private boolean reusePlan;

    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet rows) throws SQLException;
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

    /** Adds the condition only where it is wanted. */
    public SqlQuery addIf(boolean wanted, String more, Object... given) {
        return wanted ? add(more, given) : this;
    }

    /** Makes the select so far part of a larger one. */
    public SqlQuery wrap(String before, String after, Object... given) {
        sql.insert(0, before);
        return add(after, given);
    }

    /** This area and those below it; the root area adds no condition, which spares the planner one. */
    public SqlQuery inArea(String column, String areaPath) {
        return addIf(!areaPath.isEmpty(), " and " + column + " like ?", areaPath + "%");
    }

    /** For a query whose best plan is the same for all values. */
    public SqlQuery reusePlan() {
        reusePlan = true;
        return this;
    }

    public <T> List<T> list(DataSource database, RowReader<T> reader) {
        return Transactions.inTransaction(database, connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql.toString())) {
                // Planned anew each time otherwise: a generic plan cannot use the index for a prefix.
                if (!reusePlan) select.unwrap(PGStatement.class).setPrepareThreshold(0);
                for (int i = 0; i < values.size(); i++) {
                    Object value = values.get(i);
                    select.setObject(
                            i + 1, value instanceof Object[] ids ? connection.createArrayOf("uuid", ids) : value);
                }
                List<T> found = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) found.add(reader.read(rows));
                }
                return found;
            }
        });
    }

    public <T> Optional<T> first(DataSource database, RowReader<T> reader) {
        return list(database, reader).stream().findFirst();
    }

    /** A pattern for {@code like} that takes what was typed literally, as a prefix. */
    public static String prefix(String typed) {
        return typed.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
