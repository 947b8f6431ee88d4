package org.fengqiao.registry.enterprise;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import org.fengqiao.platform.jdbc.BinaryCopyReader;
import org.fengqiao.platform.jdbc.Transactions;

/**
 * Streams rows in enterprise-id order. Several streams read side by side yield everything about one enterprise after
 * another.
 */
public final class EnterpriseRowStream<T> implements AutoCloseable {
    private final BinaryCopyReader rows;
    private final BiFunction<UUID, BinaryCopyReader, T> reader;
    private UUID id;
    private T row;

    /**
     * @param query filtered by {@link EnterpriseSelection#condition}; its first column is the enterprise's id
     * @param reader reads the other columns of a row of that enterprise
     */
    public EnterpriseRowStream(
            DataSource source,
            EnterpriseSelection selection,
            String query,
            BiFunction<UUID, BinaryCopyReader, T> reader) {
        this.reader = reader;
        try {
            rows = BinaryCopyReader.of(source, selection.plannerSettings(), query + " order by 1");
            advance();
        } catch (SQLException e) {
            throw Transactions.failure(e);
        }
    }

    /** The enterprise of the next row; null after the last. */
    public UUID nextId() {
        return id;
    }

    /** Returns the next row, of whichever enterprise. */
    public T next() {
        T next = row;
        try {
            advance();
        } catch (SQLException e) {
            throw Transactions.failure(e);
        }
        return next;
    }

    /** All rows of one enterprise, which follows those read before; rows of enterprises in between are skipped. */
    public List<T> rowsOf(UUID enterprise) {
        while (id != null && isBefore(id, enterprise)) next();
        if (!enterprise.equals(id)) return List.of();
        List<T> all = new ArrayList<>(8);
        while (enterprise.equals(id)) all.add(next());
        return all;
    }

    private void advance() throws SQLException {
        id = rows.next() ? rows.uuid() : null;
        row = id == null ? null : reader.apply(id, rows);
    }

    /** In the order of PostgreSQL: by unsigned bytes. */
    private static boolean isBefore(UUID a, UUID b) {
        int order = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return order < 0
                || (order == 0 && Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits()) < 0);
    }

    @Override
    public void close() {
        try {
            rows.close();
        } catch (SQLException e) {
            throw Transactions.failure(e);
        }
    }
}
