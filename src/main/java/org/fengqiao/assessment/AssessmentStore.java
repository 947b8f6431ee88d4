package org.fengqiao.assessment;

import de.bytefish.pgbulkinsert.PgBulkInsert;
import de.bytefish.pgbulkinsert.mapping.AbstractMapping;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.fengqiao.platform.Jdbc;
import org.fengqiao.platform.Question;
import org.fengqiao.platform.Question.Value;
import org.fengqiao.platform.Turn;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Releases;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.InOrder;
import org.fengqiao.registry.Locks;
import org.fengqiao.registry.Unassessed;
import org.fengqiao.registry.Whom;
import org.postgresql.PGConnection;

/** Assessments in the database: the latest of each enterprise and dimension, and those before it. */
@ApplicationScoped
public class AssessmentStore {
    private static final String COLUMNS =
            "enterprise_id, dimension, assessed_at, release_id, headcount, score, tier, completeness, findings";

    private static final String DIFFERS = """
            (a.release_id, a.headcount, a.score, a.tier, a.completeness, a.findings, a.area_path, a.holds_until)
                is distinct from (g.release_id, g.headcount, g.score, g.tier, g.completeness, g.findings, g.area_path,
                    g.holds_until)
            and a.assessed_at <= g.assessed_at""";

    private static final String STAGING = """
            create temp table if not exists assessment_staging (
                enterprise_id uuid, headcount integer, score real, tier text, completeness real, findings bytea,
                area_path text collate "C", holds_until timestamptz) on commit delete rows""";

    /** The same columns of a few assessments without a table: a single report waits for each turn with the database. */
    private static final String GIVEN = """
            unnest(?::uuid[], ?::integer[], ?::real[], ?::text[], ?::real[], ?::bytea[], ?::text[], ?::timestamptz[])
                as few(enterprise_id, headcount, score, tier, completeness, findings, area_path, holds_until)""";

    private static final String NOTE_DUE = """
            insert into due select enterprise_id from unassessed
                union select enterprise_id from assessment where holds_until <= ?
                union select enterprise_id from care.assessment where holds_until <= ?""";

    private static final String BY_KEY = "set local enable_seqscan = %s";

    /**
     * Writes only what differs from what stands, and keeps what stood before in the history. Everybody locks in the same
     * order; the former are read under that lock before they are replaced, so the history misses none.
     */
    private static final String SAVE = """
            with given as (
                select *, ?::text as dimension, ?::timestamptz as assessed_at, ?::text as release_id
                from %6$s
            ), former as materialized (
                select a.* from (select * from given order by enterprise_id) g
                cross join lateral (
                    select * from %1$s a
                    where a.enterprise_id = g.enterprise_id and a.dimension = g.dimension and %4$s for update) a
            ), kept as (
                insert into %3$s (%2$s) select %2$s from former
                on conflict (enterprise_id, dimension, assessed_at) do nothing
                returning 1
            ), changed as (
                insert into %1$s as a (%2$s, area_path, holds_until)
                select %2$s, area_path, holds_until from given
                where (select count(*) from kept) >= 0
                order by enterprise_id
                on conflict (enterprise_id, dimension) do update set
                    assessed_at = excluded.assessed_at, release_id = excluded.release_id,
                    headcount = excluded.headcount, score = excluded.score, tier = excluded.tier,
                    completeness = excluded.completeness, findings = excluded.findings, area_path = excluded.area_path,
                    holds_until = excluded.holds_until
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
     * What saving did.
     *
     * @param changed how many differ from what stood
     * @param later of those that alert, the enterprises whose assessment that stands is of a later instant, so it was kept
     */
    public record Saved(int changed, Set<UUID> later) {}

    /**
     * Saves assessments of one dimension, one release and one instant.
     *
     * @param areaPaths the path of each enterprise's area, in the order of the assessments
     */
    public Saved save(Connection connection, List<Assessment> assessments, List<String> areaPaths) throws SQLException {
        if (assessments.isEmpty()) return new Saved(0, Set.of());
        Assessment any = assessments.get(0);
        boolean many = assessments.size() >= Jdbc.WORTH_COPYING;
        String sql = SAVE.formatted(
                table(any.dimension()),
                COLUMNS,
                table(any.dimension()) + "_history",
                DIFFERS,
                DIFFERS.replace("g.", "excluded."),
                many ? "assessment_staging" : GIVEN);
        Question<Integer> saving = new Question<>(
                sql,
                AssessmentStore::number,
                Stream.concat(
                                Stream.of(
                                        Value.of(any.dimension().code()),
                                        Value.of(Jdbc.utc(any.at())),
                                        Value.of(any.releaseId())),
                                many ? Stream.of() : given(assessments, areaPaths))
                        .toList());
        Turn turn = new Turn();
        if (many) {
            stage(connection, assessments, areaPaths);
            // What stands is looked up by its key, also while the planner still takes a city for an empty table.
            turn.add(new Question<>(BY_KEY.formatted("off"), null));
        }
        Supplier<Integer> changed = turn.add(saving);
        if (many) turn.add(new Question<>(BY_KEY.formatted("default"), null));
        List<UUID> alerting = assessments.stream()
                .filter(assessment -> assessment.tier().alerts())
                .map(Assessment::enterpriseId)
                .toList();
        Supplier<Set<UUID>> later =
                alerting.isEmpty() ? Set::of : turn.add(assessedAfter(any.dimension(), alerting, any.at()));
        turn.take(connection);
        return new Saved(changed.get(), later.get());
    }

    private static int number(ResultSet row) throws SQLException {
        row.next();
        return row.getInt(1);
    }

    private static Stream<Value> given(List<Assessment> assessments, List<String> areaPaths) {
        byte[][] findings = assessments.stream()
                .map(a -> FindingsCodec.encode(a.findings()))
                .toArray(byte[][]::new);
        return Stream.of(
                Value.array("uuid", assessments, Assessment::enterpriseId),
                Value.array("int4", assessments, Assessment::headcount),
                Value.array("float4", assessments, a -> (float) a.score()),
                Value.array("text", assessments, a -> a.tier().name()),
                Value.array("float4", assessments, a -> (float) a.completeness()),
                (save, at) -> save.setArray(at, save.getConnection().createArrayOf("bytea", findings)),
                Value.array("text", areaPaths, path -> path),
                Value.array("timestamptz", assessments, a -> Jdbc.utc(a.holdsUntil())));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void stage(Connection connection, List<Assessment> assessments, List<String> areaPaths)
            throws SQLException {
        execute(connection, STAGING + "; delete from assessment_staging");
        List<Staged> staged = new ArrayList<>(assessments.size());
        for (int i = 0; i < assessments.size(); i++) staged.add(new Staged(assessments.get(i), areaPaths.get(i)));
        new PgBulkInsert<>(new Columns()).saveAll(connection.unwrap(PGConnection.class), staged);
    }

    private static ZonedDateTime utc(Instant at) {
        return at == null ? null : at.atZone(ZoneOffset.UTC);
    }

    private record Staged(Assessment assessment, String areaPath) {}

    private static final class Columns extends AbstractMapping<Staged> {
        Columns() {
            super("pg_temp", "assessment_staging");
            mapUUID("enterprise_id", s -> s.assessment().enterpriseId());
            mapIntegerPrimitive("headcount", s -> s.assessment().headcount());
            mapFloatPrimitive("score", s -> (float) s.assessment().score());
            mapText("tier", s -> s.assessment().tier().name());
            mapFloatPrimitive("completeness", s -> (float) s.assessment().completeness());
            mapByteArray("findings", s -> FindingsCodec.encode(s.assessment().findings()));
            mapText("area_path", Staged::areaPath);
            mapTimeStampTz("holds_until", s -> utc(s.assessment().holdsUntil()));
        }
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

    private static Question<Set<UUID>> assessedAfter(Dimension dimension, List<UUID> enterprises, Instant at) {
        String sql = "select enterprise_id from " + table(dimension)
                + " where enterprise_id = any(?) and dimension = ? and assessed_at > ?";
        return new Question<>(
                sql,
                AssessmentStore::ids,
                Value.uuids(enterprises),
                Value.of(dimension.code()),
                Value.of(Jdbc.utc(at)));
    }

    private static Set<UUID> ids(ResultSet row) throws SQLException {
        Set<UUID> ids = new HashSet<>();
        while (row.next()) ids.add(row.getObject(1, UUID.class));
        return ids;
    }

    /** Notes the enterprises of which something was learnt that no assessment saw, or whose assessment no longer holds. */
    Void noteDue(Connection connection, Instant at) throws SQLException {
        Turn turn = new Turn();
        turn.add(new Question<>("truncate due", null));
        turn.add(new Question<>(NOTE_DUE, null, Value.of(Jdbc.utc(at)), Value.of(Jdbc.utc(at))));
        turn.add(new Question<>("analyze due", null));
        turn.take(connection);
        return null;
    }

    /** The dimensions other than labour in which an enterprise is neither GREEN nor GREY. */
    public InOrder<Dimension> notCalm(Whom whom) {
        String one = "select enterprise_id, dimension from %s where tier not in ('GREEN', 'GREY') and dimension = '%s'"
                + " and " + whom.in("enterprise_id");
        String query = one.formatted("assessment", Dimension.INTEGRITY.code()) + " union all "
                + one.formatted("care.assessment", Dimension.CARE.code());
        return new InOrder<>(database, whom.inOrder(query), row -> dimension(row.text()));
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
     * without the other. Nor does a pass begin meanwhile: it would read without this, and as of a later instant.
     */
    public Standing lock(Connection connection, Collection<UUID> enterprises) throws SQLException {
        Turn turn = new Turn();
        turn.add(Unassessed.NO_PASS_BEGINS);
        turn.add(Locks.on("assessing", enterprises.stream()));
        Supplier<Standing> standing = turn.add(standing(enterprises));
        turn.take(connection);
        return standing.get();
    }

    /** What stands of certain enterprises, which others may assess meanwhile. */
    static Question<Standing> standing(Collection<UUID> enterprises) {
        String one = "select enterprise_id, dimension, tier, assessed_at from %s where enterprise_id = any(?)";
        String sql = one.formatted("assessment") + " union all " + one.formatted("care.assessment");
        return new Question<>(sql, AssessmentStore::standing, Value.uuids(enterprises), Value.uuids(enterprises));
    }

    private static Standing standing(ResultSet row) throws SQLException {
        Map<Dimension, Set<UUID>> notCalm = new EnumMap<>(Dimension.class);
        Instant latest = Instant.EPOCH;
        while (row.next()) {
            Instant at = Jdbc.instant(row, 4);
            if (at.isAfter(latest)) latest = at;
            if (!Tier.valueOf(row.getString(3)).alerts()) continue;
            notCalm.computeIfAbsent(dimension(row.getString(2)), d -> new HashSet<>())
                    .add(row.getObject(1, UUID.class));
        }
        return new Standing(notCalm, latest);
    }

    private static Dimension dimension(String code) {
        return Dimension.of(code);
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
                        FindingsCodec.decode(row.getBytes(9), releases.byId(release)),
                        null));
            }
        }
        return assessments;
    }
}
