package org.fengqiao.registry.enterprise;

import jakarta.inject.Singleton;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.StrictCsv;
import org.fengqiao.platform.text.Uscc;
import org.fengqiao.registry.area.AreaStore;
import org.fengqiao.registry.enterprise.EnterpriseStore.EnterpriseLocation;

/** Which enterprises belong together; importing a relation again may change its last day, none is deleted. */
@Singleton
public class EnterpriseRelations {
    private static final String UPSERT = """
            insert into enterprise_relation (kind, key, enterprise_id, valid_from, valid_to, source)
            select * from unnest(?::text[], ?::text[], ?::uuid[], ?::date[], ?::date[], ?::text[])
            on conflict (kind, key, enterprise_id, valid_from) do update
            set valid_to = excluded.valid_to, source = excluded.source""";

    private static final String VALID_ON = """
            select * from enterprise_relation where enterprise_id = any(?) and valid_from <= ?
                and (valid_to is null or valid_to >= ?) order by kind, key, valid_from""";

    private static final String RELATED = """
            select o.*, e.name, e.area_path from enterprise_relation m
            join enterprise_relation o on o.kind = m.kind and o.key = m.key and o.enterprise_id <> m.enterprise_id
            join enterprise e on e.id = o.enterprise_id
            where m.enterprise_id = ?
                and m.valid_from <= ? and (m.valid_to is null or m.valid_to >= ?)
                and o.valid_from <= ? and (o.valid_to is null or o.valid_to >= ?)
            order by o.kind, o.key, e.name, e.id limit ?""";

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
     * Imports kind,key,uscc,other_uscc,valid_from,valid_to,source, all or none: a line puts an enterprise under a key or,
     * without a key, two enterprises under one of their own. Returns the number of lines.
     */
    public int importCsv(InputStream csv) {
        List<StrictCsv.Row> rows = StrictCsv.read(csv, "kind", "uscc", "source");
        return Transactions.inTransaction(database, connection -> {
            Map<String, UUID> enterprises = enterprisesOf(connection, rows);
            // the last line of a membership counts
            Map<List<Object>, Membership> memberships = new LinkedHashMap<>();
            for (StrictCsv.Row row : rows) {
                for (Membership membership : memberships(row, enterprises)) {
                    List<Object> key = List.of(
                            membership.kind(), membership.key(), membership.enterpriseId(), membership.validFrom());
                    memberships.put(key, membership);
                }
            }
            upsert(connection, List.copyOf(memberships.values()));
            return rows.size();
        });
    }

    private static Map<String, UUID> enterprisesOf(Connection connection, List<StrictCsv.Row> rows)
            throws SQLException {
        List<String> usccs = rows.stream()
                .flatMap(row -> Stream.of(row.optional("uscc"), row.optional("other_uscc")))
                .filter(Objects::nonNull)
                .map(Uscc::normalise)
                .distinct()
                .toList();
        Map<String, UUID> enterprises = new HashMap<>();
        for (EnterpriseLocation found :
                EnterpriseStore.located(List.of(), usccs).execute(connection)) {
            enterprises.put(found.uscc(), found.id());
        }
        return enterprises;
    }

    private static List<Membership> memberships(StrictCsv.Row row, Map<String, UUID> enterprises) {
        String key = row.optional("key");
        String own = Uscc.normalise(row.text("uscc"));
        if (key != null) return List.of(membership(row, key, enterprise(row, own, enterprises)));
        String other = Uscc.normalise(row.text("other_uscc"));
        String pair =
                Stream.of(own, other).sorted().reduce((a, b) -> a + "+" + b).orElseThrow();
        return List.of(
                membership(row, pair, enterprise(row, own, enterprises)),
                membership(row, pair, enterprise(row, other, enterprises)));
    }

    private static Membership membership(StrictCsv.Row row, String key, UUID enterprise) {
        return new Membership(
                row.oneOf("kind", RelationKind.class),
                key,
                enterprise,
                Objects.requireNonNullElse(row.day("valid_from"), AreaStore.ALWAYS),
                row.day("valid_to"),
                row.text("source"));
    }

    private static UUID enterprise(StrictCsv.Row row, String uscc, Map<String, UUID> enterprises) {
        UUID enterprise = enterprises.get(uscc);
        if (enterprise != null) return enterprise;
        long line = row.line().getStartingLineNumber();
        throw ProblemException.invalid(
                "relation-enterprise-unknown",
                "第" + line + "行的企业 " + uscc + " 不存在，请先导入企业",
                "Line " + line + ": there is no enterprise " + uscc + "; import the enterprises first");
    }

    private static void upsert(Connection connection, List<Membership> memberships) throws SQLException {
        SqlStatement.update(
                        UPSERT,
                        Parameter.array("text", memberships, membership -> membership
                                .kind()
                                .name()),
                        Parameter.array("text", memberships, Membership::key),
                        Parameter.array("uuid", memberships, Membership::enterpriseId),
                        Parameter.array("date", memberships, Membership::validFrom),
                        Parameter.array("date", memberships, Membership::validTo),
                        Parameter.array("text", memberships, Membership::source))
                .execute(connection);
    }

    /** The memberships of certain enterprises on a day, in the caller's transaction. */
    public List<Membership> of(Connection connection, Collection<UUID> enterprises, LocalDate day) throws SQLException {
        Parameter on = Parameter.of(day);
        return SqlStatement.list(VALID_ON, EnterpriseRelations::membership, Parameter.uuids(enterprises), on, on)
                .execute(connection);
    }

    /** The enterprises that share something with one on a day, at most {@code limit}. */
    public List<Related> related(UUID enterprise, LocalDate day, int limit) {
        Parameter on = Parameter.of(day);
        SqlStatement<List<Related>> related = SqlStatement.list(
                RELATED, EnterpriseRelations::related, Parameter.of(enterprise), on, on, on, on, Parameter.of(limit));
        return Transactions.inTransaction(database, connection -> related.execute(connection));
    }

    private static Related related(ResultSet row) throws SQLException {
        Membership by = membership(row);
        return new Related(by, by.enterpriseId(), row.getString("name"), row.getString("area_path"));
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
