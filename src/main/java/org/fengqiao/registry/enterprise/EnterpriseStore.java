package org.fengqiao.registry.enterprise;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.Uscc;

/** Enterprises and their head counts. */
@Singleton
public class EnterpriseStore {
    private static final String READINGS_OF = """
            select enterprise_id, source, counted_on, staff, dispatched, learnt_at from headcount_reading
            where enterprise_id = any(?) order by enterprise_id, learnt_at""";

    private final DataSource source;
    private final Ids ids;

    public EnterpriseStore(DataSource source, Ids ids) {
        this.source = source;
        this.ids = ids;
    }

    /**
     * @param ids one for each draft, in order; null for an enterprise that is unknown and was not to be made
     * @param created how many enterprises are new
     */
    public record ResolveResult(List<UUID> ids, int created) {}

    /** Finds the enterprises of a chunk, or makes them, and takes in their head counts. */
    public ResolveResult resolve(Connection connection, List<EnterpriseDraft> drafts, boolean create, Instant now)
            throws SQLException {
        return new EnterpriseWriter(connection, ids, now).resolve(drafts, create);
    }

    /** Enterprises in the order of their ids. */
    public EnterpriseRowStream<EnterpriseRow> stream(EnterpriseSelection whom) {
        String query = "select id, industry, area_path from enterprise where " + whom.condition("id");
        return new EnterpriseRowStream<>(
                source, whom, query, (id, row) -> new EnterpriseRow(id, row.text(), row.text()));
    }

    /** All head counts of enterprises. */
    public EnterpriseRowStream<Headcounts.Reading> readings(EnterpriseSelection whom) {
        String query = "select enterprise_id, source, counted_on, staff, dispatched, learnt_at"
                + " from headcount_reading where " + whom.condition("enterprise_id");
        return new EnterpriseRowStream<>(
                source,
                whom,
                query,
                (id, row) -> new Headcounts.Reading(
                        row.internedText(), row.date(), row.integer(), row.integer(), row.instant()));
    }

    /** Certain enterprises; those that there are not are missing. */
    public static SqlStatement<List<EnterpriseRow>> rows(Collection<UUID> ids) {
        String sql = "select id, industry, area_path from enterprise where id = any(?) order by id";
        return new SqlStatement<>(sql, EnterpriseStore::rows, Parameter.uuids(ids));
    }

    private static List<EnterpriseRow> rows(ResultSet row) throws SQLException {
        List<EnterpriseRow> rows = new ArrayList<>();
        while (row.next()) {
            rows.add(new EnterpriseRow(row.getObject(1, UUID.class), row.getString(2), row.getString(3)));
        }
        return rows;
    }

    /** An enterprise's identity and place. */
    public record EnterpriseLocation(UUID id, String uscc, String areaPath) {}

    /** The enterprises of a batch, by id or by normalised code. */
    public static SqlStatement<List<EnterpriseLocation>> located(List<UUID> wanted, List<String> usccs) {
        String sql = "select id, uscc, area_path from enterprise where id = any(?) or uscc = any(?)";
        return new SqlStatement<>(
                sql, EnterpriseStore::located, Parameter.uuids(wanted), Parameter.array("text", usccs, uscc -> uscc));
    }

    private static List<EnterpriseLocation> located(ResultSet row) throws SQLException {
        List<EnterpriseLocation> located = new ArrayList<>();
        while (row.next()) {
            located.add(new EnterpriseLocation(row.getObject(1, UUID.class), row.getString(2), row.getString(3)));
        }
        return located;
    }

    public Optional<Enterprise> find(UUID id) {
        return findBy("id = ?", id);
    }

    public Optional<Enterprise> findByUscc(String uscc) {
        return findBy("uscc = ?", Uscc.normalise(uscc));
    }

    /** All head counts of one enterprise. */
    public List<Headcounts.Reading> readingsOf(UUID id) {
        return Transactions.inTransaction(
                source, connection -> StatementBatch.execute(connection, readingsOf(List.of(id)))
                        .getOrDefault(id, List.of()));
    }

    /** The same of certain enterprises. */
    public static SqlStatement<Map<UUID, List<Headcounts.Reading>>> readingsOf(Collection<UUID> ids) {
        return new SqlStatement<>(READINGS_OF, EnterpriseStore::readings, Parameter.uuids(ids));
    }

    static Map<UUID, List<Headcounts.Reading>> readings(ResultSet row) throws SQLException {
        Map<UUID, List<Headcounts.Reading>> readings = new HashMap<>();
        while (row.next()) {
            readings.computeIfAbsent(row.getObject("enterprise_id", UUID.class), id -> new ArrayList<>())
                    .add(new Headcounts.Reading(
                            row.getString("source"),
                            row.getObject("counted_on", LocalDate.class),
                            row.getInt("staff"),
                            row.getInt("dispatched"),
                            Jdbc.instant(row, "learnt_at")));
        }
        return readings;
    }

    private Optional<Enterprise> findBy(String condition, Object value) {
        return Transactions.inTransaction(source, connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("select * from enterprise where " + condition)) {
                select.setObject(1, value);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(enterprise(row)) : Optional.empty();
                }
            }
        });
    }

    private static Enterprise enterprise(ResultSet row) throws SQLException {
        String flags = row.getString("flags");
        return new Enterprise(
                row.getObject("id", UUID.class),
                row.getString("uscc"),
                row.getString("name"),
                row.getString("industry"),
                row.getString("area_code"),
                row.getString("area_path"),
                row.getString("address"),
                row.getInt("headcount"),
                row.getBoolean("headcount_known"),
                flags.isEmpty() ? Set.of() : Set.of(flags.split(",")));
    }
}
