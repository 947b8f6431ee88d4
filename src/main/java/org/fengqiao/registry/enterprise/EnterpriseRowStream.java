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
 * Rows of everybody in the order of the enterprises' ids, read as a stream. Several such streams side by side give, one
 * enterprise after the other, all there is of each.
 */
public final class EnterpriseRowStream<T> implements AutoCloseable {
    private final BinaryCopyReader rows;
    private final BiFunction<UUID, BinaryCopyReader, T> reader;
    private UUID id;
    private T row;

    /**
     * @param query asks {@link EnterpriseSelection#in whom it is about}; its first column is the enterprise's id
     * @param reader reads the other columns of a row of that enterprise
     */
    public EnterpriseRowStream(
            DataSource source, EnterpriseSelection whom, String query, BiFunction<UUID, BinaryCopyReader, T> reader) {
        this.reader = reader;
        try {
            rows = BinaryCopyReader.of(source, whom.plannerSettings(), query + " order by 1");
            advance();
        } catch (SQLException e) {
            throw Transactions.unavailable(e);
        }
    }

    /** Whose row is next; null after the last. */
    public UUID nextId() {
        return id;
    }

    /** The next row, whoever's it is. */
    public T next() {
        T next = row;
        try {
            advance();
        } catch (SQLException e) {
            throw Transactions.unavailable(e);
        }
        return next;
    }

    /** All rows of one enterprise, after those asked for before; rows of enterprises in between are passed over. */
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

    /** As PostgreSQL orders them: by their bytes, without signs. */
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
            throw Transactions.unavailable(e);
        }
    }
}
