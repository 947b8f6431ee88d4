package org.fengqiao.registry.enterprise;

import jakarta.inject.Singleton;
import java.sql.Connection;
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
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.Uscc;

/** Enterprises and their head counts. */
@Singleton
public class EnterpriseStore {
    private static final String READINGS_OF = """
            select enterprise_id, source, counted_on, staff, dispatched, learnt_at from headcount_reading
            where enterprise_id = any(?) order by enterprise_id, learnt_at""";

    private final DataSource database;
    private final Ids ids;

    public EnterpriseStore(DataSource database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    /**
     * @param ids one for each draft, in order; null for an unknown enterprise that was not to be created
     * @param created how many enterprises are new
     */
    public record ResolveResult(List<UUID> ids, int created) {}

    /** Finds or creates the enterprises of a chunk and stores their head counts. */
    public ResolveResult resolve(Connection connection, List<EnterpriseDraft> drafts, boolean create, Instant now)
            throws SQLException {
        return new EnterpriseWriter(connection, ids, now).resolve(drafts, create);
    }

    /** Streams enterprises in id order. */
    public EnterpriseRowStream<EnterpriseRow> stream(EnterpriseSelection selection) {
        String query = "select id, industry, area_path from enterprise where " + selection.condition("id");
        return new EnterpriseRowStream<>(
                database, selection, query, (id, row) -> new EnterpriseRow(id, row.text(), row.text()));
    }

    /** Streams the head counts of enterprises in id order. */
    public EnterpriseRowStream<Headcounts.Reading> readings(EnterpriseSelection selection) {
        String query = "select enterprise_id, source, counted_on, staff, dispatched, learnt_at"
                + " from headcount_reading where " + selection.condition("enterprise_id");
        return new EnterpriseRowStream<>(
                database,
                selection,
                query,
                (id, row) -> new Headcounts.Reading(
                        row.internedText(), row.date(), row.integer(), row.integer(), row.instant()));
    }

    /** Reads certain enterprises; unknown ids are left out. */
    public static SqlStatement<List<EnterpriseRow>> rows(Collection<UUID> ids) {
        String sql = "select id, industry, area_path from enterprise where id = any(?) order by id";
        return SqlStatement.list(
                sql,
                row -> new EnterpriseRow(row.getObject(1, UUID.class), row.getString(2), row.getString(3)),
                Parameter.uuids(ids));
    }

    /** An enterprise's identity and place. */
    public record EnterpriseLocation(UUID id, String uscc, String areaPath) {}

    /** The enterprises of a batch, by id or by normalised code. */
    public static SqlStatement<List<EnterpriseLocation>> located(List<UUID> wanted, List<String> usccs) {
        String sql = "select id, uscc, area_path from enterprise where id = any(?) or uscc = any(?)";
        return SqlStatement.list(
                sql,
                row -> new EnterpriseLocation(row.getObject(1, UUID.class), row.getString(2), row.getString(3)),
                Parameter.uuids(wanted),
                Parameter.array("text", usccs, uscc -> uscc));
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
                database,
                connection -> readingsOf(List.of(id)).execute(connection).getOrDefault(id, List.of()));
    }

    /** All head counts of certain enterprises. */
    public static SqlStatement<Map<UUID, List<Headcounts.Reading>>> readingsOf(Collection<UUID> ids) {
        return new SqlStatement<>(READINGS_OF, EnterpriseStore::readings, Parameter.uuids(ids));
    }

    static Map<UUID, List<Headcounts.Reading>> readings(ResultSet rows) throws SQLException {
        Map<UUID, List<Headcounts.Reading>> readings = new HashMap<>();
        while (rows.next()) {
            readings.computeIfAbsent(rows.getObject("enterprise_id", UUID.class), id -> new ArrayList<>())
                    .add(new Headcounts.Reading(
                            rows.getString("source"),
                            rows.getObject("counted_on", LocalDate.class),
                            rows.getInt("staff"),
                            rows.getInt("dispatched"),
                            Jdbc.instant(rows, "learnt_at")));
        }
        return readings;
    }

    private Optional<Enterprise> findBy(String condition, Object value) {
        SqlStatement<Optional<Enterprise>> find = new SqlStatement<>(
                "select * from enterprise where " + condition, EnterpriseStore::enterprise, Parameter.of(value));
        return Transactions.inTransaction(database, connection -> find.execute(connection));
    }

    private static Optional<Enterprise> enterprise(ResultSet rows) throws SQLException {
        if (!rows.next()) return Optional.empty();
        String flags = rows.getString("flags");
        return Optional.of(new Enterprise(
                rows.getObject("id", UUID.class),
                rows.getString("uscc"),
                rows.getString("name"),
                rows.getString("industry"),
                rows.getString("area_code"),
                rows.getString("area_path"),
                rows.getString("address"),
                rows.getInt("headcount"),
                rows.getBoolean("headcount_known"),
                flags.isEmpty() ? Set.of() : Set.of(flags.split(","))));
    }
}
