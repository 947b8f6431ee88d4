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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.fengqiao.platform.Jdbc;
import org.fengqiao.platform.Question;
import org.fengqiao.platform.Question.Value;
import org.fengqiao.platform.Turn;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Releases;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.CopyOut;
import org.fengqiao.registry.InOrder;
import org.fengqiao.registry.Locks;
import org.fengqiao.registry.Unassessed;
import org.fengqiao.registry.Whom;

/** Assessments in the database: the latest of each enterprise and dimension, and those before it. */
@ApplicationScoped
public class AssessmentStore {
    static final String COLUMNS =
            "enterprise_id, dimension, assessed_at, release_id, headcount, score, tier, completeness, findings";

    private static final String NOTE_DUE = """
            insert into due select enterprise_id from unassessed
                union select enterprise_id from assessment where holds_until <= ?
                union select enterprise_id from care.assessment where holds_until <= ?
                order by 1""";

    /** Looking one up costs eight times what it costs to pass by: fewer than an eighth are looked up. */
    private static final String FEW = """
            select (select count(*) from due) * 8 < (select reltuples from pg_class where oid = 'enterprise'::regclass)""";

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
     * @param changes what of them is to be written
     */
    public Saved save(Connection connection, List<Assessment> assessments, Changes changes) throws SQLException {
        if (assessments.isEmpty()) return new Saved(0, Set.of());
        Assessment any = assessments.get(0);
        Turn turn = new Turn();
        Supplier<Integer> changed = new AssessmentWriter(any.dimension(), any.at()).write(connection, changes, turn);
        List<UUID> alerting = assessments.stream()
                .filter(assessment -> assessment.tier().alerts())
                .map(Assessment::enterpriseId)
                .toList();
        Supplier<Set<UUID>> later =
                alerting.isEmpty() ? Set::of : turn.add(assessedAfter(any.dimension(), alerting, any.at()));
        turn.take(connection);
        return new Saved(changed.get(), later.get());
    }

    /** What stands of everybody or of those who are due. */
    public Stood stood(Whom whom) {
        String one = "select enterprise_id, dimension, release_id, headcount, score, tier,"
                + " completeness, findings, area_path, holds_until from %s where " + whom.in("enterprise_id");
        String query = one.formatted("assessment") + " union all " + one.formatted("care.assessment");
        return new Stood(new InOrder<>(database, whom, query, AssessmentStore::stored));
    }

    private static StoredAssessment stored(UUID enterprise, CopyOut row) {
        return new StoredAssessment(
                enterprise,
                dimension(row.word()),
                row.word(),
                row.integer(),
                row.float4(),
                Tier.valueOf(row.word()),
                row.float4(),
                row.bytes(),
                row.text(),
                row.instant());
    }

    /** The psychological side is kept in its own schema. */
    static String table(Dimension dimension) {
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

    /**
     * Notes the enterprises of which something was learnt that no assessment saw, or whose assessment no longer holds, in the
     * order in which they are looked up; tells whether they are few.
     */
    Whom.Reach noteDue(Connection connection, Instant at) throws SQLException {
        Turn turn = new Turn();
        turn.add(new Question<>("truncate due", null));
        turn.add(new Question<>(NOTE_DUE, null, Value.of(Jdbc.utc(at)), Value.of(Jdbc.utc(at))));
        turn.add(new Question<>("analyze due", null));
        Supplier<Whom.Reach> reach = turn.add(new Question<>(FEW, AssessmentStore::reach));
        turn.take(connection);
        return reach.get();
    }

    private static Whom.Reach reach(ResultSet row) throws SQLException {
        row.next();
        return row.getBoolean(1) ? Whom.Reach.FEW_DUE : Whom.Reach.MANY_DUE;
    }

    /** The dimensions other than labour in which an enterprise is neither GREEN nor GREY. */
    public InOrder<Dimension> notCalm(Whom whom) {
        String one = "select enterprise_id, dimension from %s where tier not in ('GREEN', 'GREY') and dimension = '%s'"
                + " and " + whom.in("enterprise_id");
        String query = one.formatted("assessment", Dimension.INTEGRITY.code()) + " union all "
                + one.formatted("care.assessment", Dimension.CARE.code());
        return new InOrder<>(database, whom, query, (id, row) -> dimension(row.word()));
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
