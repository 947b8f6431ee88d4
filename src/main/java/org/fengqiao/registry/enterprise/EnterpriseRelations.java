package org.fengqiao.registry.enterprise;

import jakarta.inject.Singleton;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.StrictCsv;
import org.fengqiao.platform.text.Uscc;
import org.fengqiao.registry.area.AreaStore;

/** Which enterprises belong together; told again with another last day, a relation is changed, and none is removed. */
@Singleton
public class EnterpriseRelations {
    private static final LocalDate ALWAYS = AreaStore.ALWAYS;
    private static final String PUT = """
            insert into enterprise_relation (kind, key, enterprise_id, valid_from, valid_to, source)
            values (?, ?, ?, ?, ?, ?)
            on conflict (kind, key, enterprise_id, valid_from) do update
            set valid_to = excluded.valid_to, source = excluded.source""";

    /** What enterprises have in common. */
    public enum RelationKind {
        /** The same person or company controls them. */
        CONTROLLER,
        /** They work on the same site. */
        SITE,
        /** One works for the other, or both for a third. */
        CONTRACTOR
    }

    /** An enterprise under a key that it shares with others; {@code validTo} is its last day, or null. */
    public record Membership(
            RelationKind kind, String key, UUID enterpriseId, LocalDate validFrom, LocalDate validTo, String source) {}

    /** Another enterprise under the same key. */
    public record Related(Membership by, UUID enterpriseId, String name, String areaPath) {}

    private final DataSource database;

    public EnterpriseRelations(DataSource database) {
        this.database = database;
    }

    /**
     * Takes in kind,key,uscc,other_uscc,valid_from,valid_to,source, all or none: a line puts an enterprise under a key,
     * or, where it has no key, two enterprises under one of their own. Gives back the number of lines.
     */
    public int importCsv(InputStream csv) {
        List<StrictCsv.Row> rows = StrictCsv.read(csv, "kind", "uscc", "source");
        return Transactions.inTransaction(database, connection -> {
            try (PreparedStatement put = connection.prepareStatement(PUT)) {
                for (StrictCsv.Row row : rows) {
                    for (Membership membership : memberships(connection, row)) put(put, membership);
                }
                put.executeBatch();
            }
            return rows.size();
        });
    }

    private static List<Membership> memberships(Connection connection, StrictCsv.Row row) throws SQLException {
        String key = row.optional("key");
        String own = Uscc.normalise(row.text("uscc"));
        if (key != null) return List.of(membership(connection, row, key, own));
        String other = Uscc.normalise(row.text("other_uscc"));
        String pair =
                Stream.of(own, other).sorted().reduce((a, b) -> a + "+" + b).orElseThrow();
        return List.of(membership(connection, row, pair, own), membership(connection, row, pair, other));
    }

    private static Membership membership(Connection connection, StrictCsv.Row row, String key, String uscc)
            throws SQLException {
        LocalDate from = row.day("valid_from");
        return new Membership(
                row.oneOf("kind", RelationKind.class),
                key,
                enterprise(connection, row, uscc),
                from == null ? ALWAYS : from,
                row.day("valid_to"),
                row.text("source"));
    }

    private static UUID enterprise(Connection connection, StrictCsv.Row row, String uscc) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement("select id from enterprise where uscc = ?")) {
            find.setString(1, uscc);
            try (ResultSet found = find.executeQuery()) {
                if (found.next()) return found.getObject(1, UUID.class);
            }
        }
        long line = row.line().getStartingLineNumber();
        throw ProblemException.invalid(
                "relation-enterprise-unknown",
                "第" + line + "行的企业 " + uscc + " 不存在，请先导入企业",
                "Line " + line + ": there is no enterprise " + uscc + "; import the enterprises first");
    }

    private static void put(PreparedStatement put, Membership membership) throws SQLException {
        put.setString(1, membership.kind().name());
        put.setString(2, membership.key());
        put.setObject(3, membership.enterpriseId());
        put.setObject(4, membership.validFrom());
        put.setObject(5, membership.validTo());
        put.setString(6, membership.source());
        put.addBatch();
    }

    /** What holds on a day of certain enterprises, in the caller's transaction. */
    public List<Membership> of(Connection connection, Collection<UUID> enterprises, LocalDate day) throws SQLException {
        String sql = "select * from enterprise_relation where enterprise_id = any(?) and valid_from <= ?"
                + " and (valid_to is null or valid_to >= ?) order by kind, key, valid_from";
        List<Membership> memberships = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, connection.createArrayOf("uuid", enterprises.toArray()));
            select.setObject(2, day);
            select.setObject(3, day);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) memberships.add(membership(row));
            }
        }
        return memberships;
    }

    /** The enterprises that share something with one on a day, at most so many. */
    public List<Related> related(UUID enterprise, LocalDate day, int most) {
        String sql = """
                select o.*, e.name, e.area_path from enterprise_relation m
                join enterprise_relation o on o.kind = m.kind and o.key = m.key and o.enterprise_id <> m.enterprise_id
                join enterprise e on e.id = o.enterprise_id
                where m.enterprise_id = ?
                    and m.valid_from <= ? and (m.valid_to is null or m.valid_to >= ?)
                    and o.valid_from <= ? and (o.valid_to is null or o.valid_to >= ?)
                order by o.kind, o.key, e.name, e.id limit ?""";
        return Transactions.inTransaction(database, connection -> {
            List<Related> related = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setObject(1, enterprise);
                for (int i = 2; i <= 5; i++) select.setObject(i, day);
                select.setInt(6, most);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        Membership by = membership(row);
                        related.add(
                                new Related(by, by.enterpriseId(), row.getString("name"), row.getString("area_path")));
                    }
                }
            }
            return related;
        });
    }

    private static Membership membership(ResultSet row) throws SQLException {
        return new Membership(
                RelationKind.valueOf(row.getString("kind")),
                row.getString("key"),
                row.getObject("enterprise_id", UUID.class),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class),
                row.getString("source"));
    }
}
