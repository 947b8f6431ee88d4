package org.fengqiao.assessment;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Releases;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.Locks;

/** Assessments in the database: the latest of each enterprise and dimension, and those before it. */
@ApplicationScoped
public class AssessmentStore {
    private static final String COLUMNS =
            "enterprise_id, dimension, assessed_at, release_id, headcount, score, tier, completeness, findings";

    private static final String DIFFERS = """
            (a.release_id, a.headcount, a.score, a.tier, a.completeness, a.findings, a.area_path)
                is distinct from (g.release_id, g.headcount, g.score, g.tier, g.completeness, g.findings, g.area_path)
            and a.assessed_at <= g.assessed_at""";

    /**
     * Writes only what differs from what stands, and keeps what stood before in the history. Everybody locks in the same
     * order; the former are read under that lock before they are replaced, so the history misses none.
     */
    private static final String SAVE = """
            with given as (
                select enterprise_id, ?::text as dimension, ?::timestamptz as assessed_at, ?::text as release_id,
                    headcount, score, tier, completeness, findings, area_path
                from unnest(?::uuid[], ?::int[], ?::real[], ?::text[], ?::real[], ?::bytea[], ?::text[])
                    as g(enterprise_id, headcount, score, tier, completeness, findings, area_path)
            ), former as materialized (
                select a.* from %1$s a join given g on a.enterprise_id = g.enterprise_id and a.dimension = g.dimension
                where %4$s
                order by a.enterprise_id for update of a
            ), kept as (
                insert into %3$s (%2$s) select %2$s from former
                on conflict (enterprise_id, dimension, assessed_at) do nothing
                returning 1
            ), changed as (
                insert into %1$s as a (%2$s, area_path)
                select %2$s, area_path from given
                where (select count(*) from kept) >= 0
                order by enterprise_id
                on conflict (enterprise_id, dimension) do update set
                    assessed_at = excluded.assessed_at, release_id = excluded.release_id,
                    headcount = excluded.headcount, score = excluded.score, tier = excluded.tier,
                    completeness = excluded.completeness, findings = excluded.findings, area_path = excluded.area_path
                where %5$s
                returning 1
            )
            select count(*) from changed
            """;

    private final Releases releases;
    private final DataSource database;

    AssessmentStore(Releases releases, DataSource database) {
        this.releases = releases;
        this.database = database;
    }

    /**
     * Saves assessments of one dimension, one release and one instant.
     *
     * @param areaPaths the path of each enterprise's area, in the order of the assessments
     * @return how many differ from what stood
     */
    public int save(Connection connection, List<Assessment> assessments, List<String> areaPaths) throws SQLException {
        if (assessments.isEmpty()) return 0;
        Assessment any = assessments.get(0);
        String sql = SAVE.formatted(
                table(any.dimension()),
                COLUMNS,
                table(any.dimension()) + "_history",
                DIFFERS,
                DIFFERS.replace("g.", "excluded."));
        try (PreparedStatement save = connection.prepareStatement(sql)) {
            save.setString(1, any.dimension().code());
            save.setTimestamp(2, Timestamp.from(any.at()));
            save.setString(3, any.releaseId());
            save.setArray(4, connection.createArrayOf("uuid", column(assessments, Assessment::enterpriseId)));
            save.setArray(5, connection.createArrayOf("int4", column(assessments, Assessment::headcount)));
            save.setArray(6, connection.createArrayOf("float4", column(assessments, a -> (float) a.score())));
            save.setArray(7, connection.createArrayOf("text", column(assessments, a -> a.tier()
                    .name())));
            save.setArray(8, connection.createArrayOf("float4", column(assessments, a -> (float) a.completeness())));
            save.setArray(9, connection.createArrayOf("bytea", packed(assessments)));
            save.setArray(10, connection.createArrayOf("text", areaPaths.toArray()));
            try (ResultSet row = save.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static Object[] column(
            List<Assessment> assessments, java.util.function.Function<Assessment, Object> field) {
        return assessments.stream().map(field).toArray();
    }

    private static byte[][] packed(List<Assessment> assessments) {
        return assessments.stream().map(a -> FindingsCodec.encode(a.findings())).toArray(byte[][]::new);
    }

    /** The psychological side is kept in its own schema. */
    private static String table(Dimension dimension) {
        return dimension == Dimension.CARE ? "care.assessment" : "assessment";
    }

    public Optional<Assessment> latest(Connection connection, UUID enterprise, Dimension dimension)
            throws SQLException {
        String sql = "select " + COLUMNS + " from " + table(dimension) + " where enterprise_id = ? and dimension = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, enterprise);
            select.setString(2, dimension.code());
            return read(select).stream().findFirst();
        }
    }

    /** Of these, the enterprises whose assessment that stands is of a later instant, so {@link #save} kept it. */
    public Set<UUID> assessedAfter(Connection connection, Dimension dimension, List<UUID> enterprises, Instant at)
            throws SQLException {
        String sql = "select enterprise_id from " + table(dimension)
                + " where enterprise_id = any(?) and dimension = ? and assessed_at > ?";
        Set<UUID> later = new HashSet<>();
        if (enterprises.isEmpty()) return later;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, connection.createArrayOf("uuid", enterprises.toArray()));
            select.setString(2, dimension.code());
            select.setTimestamp(3, Timestamp.from(at));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) later.add(row.getObject(1, UUID.class));
            }
        }
        return later;
    }

    /** Enterprises after {@code lo} up to and with {@code hi} whose latest assessment is neither GREEN nor GREY. */
    public Set<UUID> notCalmBetween(Dimension dimension, UUID lo, UUID hi) {
        return notCalm(dimension, "enterprise_id > ? and enterprise_id <= ?", lo, hi);
    }

    /**
     * What stands of certain enterprises.
     *
     * @param latest when the last of it was assessed
     */
    public record Standing(Map<Dimension, Set<UUID>> notCalm, Instant latest) {
        /** Those whose assessment is neither GREEN nor GREY. */
        public Set<UUID> notCalm(Dimension dimension) {
            return notCalm.getOrDefault(dimension, Set.of());
        }
    }

    /**
     * Lets nobody else assess these enterprises before the transaction ends, and tells what stands of them. Who comes
     * second so reads what the first has learnt; without it, of two reports at the same moment each would be assessed
     * without the other.
     */
    public Standing lock(Connection connection, Collection<UUID> enterprises) throws SQLException {
        Locks.take(connection, "assessing", enterprises.stream());
        String one = "select enterprise_id, dimension, tier, assessed_at from %s where enterprise_id = any(?)";
        String sql = one.formatted("assessment") + " union all " + one.formatted("care.assessment");
        Map<Dimension, Set<UUID>> notCalm = new EnumMap<>(Dimension.class);
        Instant latest = Instant.EPOCH;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, connection.createArrayOf("uuid", enterprises.toArray()));
            select.setArray(2, connection.createArrayOf("uuid", enterprises.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Instant at = row.getTimestamp(4).toInstant();
                    if (at.isAfter(latest)) latest = at;
                    if (!Tier.valueOf(row.getString(3)).alerts()) continue;
                    notCalm.computeIfAbsent(dimension(row.getString(2)), d -> new HashSet<>())
                            .add(row.getObject(1, UUID.class));
                }
            }
        }
        return new Standing(notCalm, latest);
    }

    private static Dimension dimension(String code) {
        return Dimension.valueOf(code.toUpperCase(Locale.ROOT));
    }

    private Set<UUID> notCalm(Dimension dimension, String which, UUID... parameters) {
        String sql = "select enterprise_id from " + table(dimension) + " where " + which
                + " and dimension = ? and tier not in ('GREEN', 'GREY')";
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) select.setObject(i + 1, parameters[i]);
            select.setString(parameters.length + 1, dimension.code());
            Set<UUID> ids = new HashSet<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) ids.add(row.getObject(1, UUID.class));
            }
            return ids;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one that stands and those before it, newest first, of those made before {@code before}. */
    public List<Assessment> history(
            Connection connection, UUID enterprise, Dimension dimension, Instant before, int limit)
            throws SQLException {
        String sql = "select " + COLUMNS + " from " + table(dimension)
                + "_ever where enterprise_id = ? and dimension = ? and assessed_at < ? order by assessed_at desc limit ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, enterprise);
            select.setString(2, dimension.code());
            select.setTimestamp(3, Timestamp.from(before));
            select.setInt(4, limit);
            return read(select);
        }
    }

    private List<Assessment> read(PreparedStatement select) throws SQLException {
        List<Assessment> assessments = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                String release = row.getString(4);
                assessments.add(new Assessment(
                        row.getObject(1, UUID.class),
                        dimension(row.getString(2)),
                        row.getTimestamp(3).toInstant(),
                        release,
                        row.getInt(5),
                        Math.round(row.getFloat(6) * 100) / 100.0,
                        Tier.valueOf(row.getString(7)),
                        row.getFloat(8),
                        FindingsCodec.decode(row.getBytes(9), releases.byId(release))));
            }
        }
        return assessments;
    }
}
