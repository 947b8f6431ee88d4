package org.fengqiao.assessment.store;

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
import org.fengqiao.assessment.Assessment;
import org.fengqiao.platform.jdbc.AdvisoryLocks;
import org.fengqiao.platform.jdbc.BinaryCopyReader;
import org.fengqiao.platform.jdbc.Jdbc;
import org.fengqiao.platform.jdbc.SqlStatement;
import org.fengqiao.platform.jdbc.SqlStatement.Parameter;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;
import org.fengqiao.policy.publication.Releases;
import org.fengqiao.registry.enterprise.EnterpriseRowStream;
import org.fengqiao.registry.enterprise.EnterpriseSelection;
import org.fengqiao.registry.enterprise.ReassessmentQueue;

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
    public record SaveResult(int changed, Set<UUID> later) {}

    /**
     * Saves assessments of one dimension, one release and one instant.
     *
     * @param changes what of them is to be written
     */
    public SaveResult save(Connection connection, List<Assessment> assessments, AssessmentDelta changes)
            throws SQLException {
        if (assessments.isEmpty()) return new SaveResult(0, Set.of());
        Assessment any = assessments.get(0);
        StatementBatch turn = new StatementBatch();
        Supplier<Integer> changed = new AssessmentWriter(any.dimension(), any.at()).write(connection, changes, turn);
        List<UUID> alerting = assessments.stream()
                .filter(assessment -> assessment.tier().alerts())
                .map(Assessment::enterpriseId)
                .toList();
        Supplier<Set<UUID>> later =
                alerting.isEmpty() ? Set::of : turn.add(assessedAfter(any.dimension(), alerting, any.at()));
        turn.execute(connection);
        return new SaveResult(changed.get(), later.get());
    }

    /** What stands of everybody or of those who are due. */
    public PreviousAssessments previous(EnterpriseSelection whom) {
        String one = "select enterprise_id, dimension, release_id, headcount, score, tier,"
                + " completeness, findings, area_path, holds_until from %s where " + whom.condition("enterprise_id");
        String query = one.formatted("assessment") + " union all " + one.formatted("care.assessment");
        return new PreviousAssessments(new EnterpriseRowStream<>(database, whom, query, AssessmentStore::stored));
    }

    private static StoredAssessment stored(UUID enterprise, BinaryCopyReader row) {
        return new StoredAssessment(
                enterprise,
                dimension(row.internedText()),
                row.internedText(),
                row.integer(),
                row.float4(),
                Tier.valueOf(row.internedText()),
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

    private static SqlStatement<Set<UUID>> assessedAfter(Dimension dimension, List<UUID> enterprises, Instant at) {
        String sql = "select enterprise_id from " + table(dimension)
                + " where enterprise_id = any(?) and dimension = ? and assessed_at > ?";
        return new SqlStatement<>(
                sql,
                AssessmentStore::ids,
                Parameter.uuids(enterprises),
                Parameter.of(dimension.code()),
                Parameter.of(Jdbc.utc(at)));
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
    EnterpriseSelection.Scope collectDue(Connection connection, Instant at) throws SQLException {
        StatementBatch turn = new StatementBatch();
        turn.add(new SqlStatement<>("truncate due", null));
        turn.add(new SqlStatement<>(NOTE_DUE, null, Parameter.of(Jdbc.utc(at)), Parameter.of(Jdbc.utc(at))));
        turn.add(new SqlStatement<>("analyze due", null));
        Supplier<EnterpriseSelection.Scope> reach = turn.add(new SqlStatement<>(FEW, AssessmentStore::reach));
        turn.execute(connection);
        return reach.get();
    }

    private static EnterpriseSelection.Scope reach(ResultSet row) throws SQLException {
        row.next();
        return row.getBoolean(1) ? EnterpriseSelection.Scope.FEW_DUE : EnterpriseSelection.Scope.MANY_DUE;
    }

    /** The dimensions other than labour in which an enterprise is neither GREEN nor GREY. */
    public EnterpriseRowStream<Dimension> alertingDimensions(EnterpriseSelection whom) {
        String one = "select enterprise_id, dimension from %s where tier not in ('GREEN', 'GREY') and dimension = '%s'"
                + " and " + whom.condition("enterprise_id");
        String query = one.formatted("assessment", Dimension.INTEGRITY.code()) + " union all "
                + one.formatted("care.assessment", Dimension.CARE.code());
        return new EnterpriseRowStream<>(database, whom, query, (id, row) -> dimension(row.internedText()));
    }

    /**
     * What stands of certain enterprises.
     *
     * @param latest when the last of it was assessed
     */
    public record CurrentAssessments(Map<Dimension, Set<UUID>> alerting, Instant latest) {
        /** Those whose assessment is neither GREEN nor GREY. */
        public Set<UUID> alerting(Dimension dimension) {
            return alerting.getOrDefault(dimension, Set.of());
        }
    }

    /**
     * Lets nobody else assess these enterprises before the transaction ends, and tells what stands of them. Who comes
     * second so reads what the first has learnt; without it, of two reports at the same moment each would be assessed
     * without the other. Nor does a pass begin meanwhile: it would read without this, and as of a later instant.
     */
    public CurrentAssessments lockAndRead(Connection connection, Collection<UUID> enterprises) throws SQLException {
        StatementBatch turn = new StatementBatch();
        turn.add(ReassessmentQueue.BLOCK_NEW_PASS);
        turn.add(AdvisoryLocks.lock("assessing", enterprises.stream()));
        Supplier<CurrentAssessments> standing = turn.add(current(enterprises));
        turn.execute(connection);
        return standing.get();
    }

    /** What stands of certain enterprises, which others may assess meanwhile. */
    static SqlStatement<CurrentAssessments> current(Collection<UUID> enterprises) {
        String one = "select enterprise_id, dimension, tier, assessed_at from %s where enterprise_id = any(?)";
        String sql = one.formatted("assessment") + " union all " + one.formatted("care.assessment");
        return new SqlStatement<>(
                sql, AssessmentStore::current, Parameter.uuids(enterprises), Parameter.uuids(enterprises));
    }

    private static CurrentAssessments current(ResultSet row) throws SQLException {
        Map<Dimension, Set<UUID>> notCalm = new EnumMap<>(Dimension.class);
        Instant latest = Instant.EPOCH;
        while (row.next()) {
            Instant at = Jdbc.instant(row, 4);
            if (at.isAfter(latest)) latest = at;
            if (!Tier.valueOf(row.getString(3)).alerts()) continue;
            notCalm.computeIfAbsent(dimension(row.getString(2)), d -> new HashSet<>())
                    .add(row.getObject(1, UUID.class));
        }
        return new CurrentAssessments(notCalm, latest);
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
