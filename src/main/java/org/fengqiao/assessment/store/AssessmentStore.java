package org.fengqiao.assessment.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
import org.fengqiao.registry.enterprise.EnterpriseRowStream;
import org.fengqiao.registry.enterprise.EnterpriseSelection;
import org.fengqiao.registry.enterprise.ReassessmentQueue;

/** Saves assessments and reads the current ones in bulk. */
@ApplicationScoped
public class AssessmentStore {
    private static final String COLLECT_DUE = """
            insert into due_enterprise select enterprise_id from reassessment_queue
                union select enterprise_id from assessment where holds_until <= ?
                union select enterprise_id from care.assessment where holds_until <= ?
                order by 1""";

    /** A look-up costs eight times as much as reading past a row: fewer than an eighth are looked up. */
    private static final String IS_FEW = """
            select (select count(*) from due_enterprise) * 8 < (select reltuples from pg_class where oid = 'enterprise'::regclass)""";

    private final DataSource database;

    AssessmentStore(DataSource database) {
        this.database = database;
    }

    /**
     * The result of saving.
     *
     * @param changed how many differ from the previous assessment
     * @param later of those that alert, the enterprises whose stored assessment is as of a later instant and was kept
     */
    public record SaveResult(int changed, Set<UUID> later) {}

    /**
     * Saves assessments of one dimension, one release and one instant.
     *
     * @param delta the part of them to be written
     */
    public SaveResult save(Connection connection, List<Assessment> assessments, AssessmentDelta delta)
            throws SQLException {
        if (assessments.isEmpty()) return new SaveResult(0, Set.of());
        Assessment any = assessments.get(0);
        StatementBatch batch = new StatementBatch();
        Supplier<Integer> changed = new AssessmentWriter(any.dimension(), any.at()).write(connection, delta, batch);
        List<UUID> alerting = assessments.stream()
                .filter(assessment -> assessment.tier().alerts())
                .map(Assessment::enterpriseId)
                .toList();
        Supplier<Set<UUID>> later =
                alerting.isEmpty() ? Set::of : batch.add(assessedAfter(any.dimension(), alerting, any.at()));
        batch.execute(connection);
        return new SaveResult(changed.get(), later.get());
    }

    /** Streams the stored assessments in enterprise-id order, alongside the facts. */
    public PreviousAssessments previous(EnterpriseSelection selection) {
        String select = "select enterprise_id, dimension, release_id, headcount, score, tier,"
                + " completeness, findings, area_path, holds_until from %s where "
                + selection.condition("enterprise_id");
        String query = select.formatted("assessment") + " union all " + select.formatted("care.assessment");
        return new PreviousAssessments(new EnterpriseRowStream<>(database, selection, query, AssessmentStore::stored));
    }

    private static StoredAssessment stored(UUID enterprise, BinaryCopyReader row) {
        return new StoredAssessment(
                enterprise,
                Dimension.of(row.internedText()),
                row.internedText(),
                row.integer(),
                row.float4(),
                Tier.valueOf(row.internedText()),
                row.float4(),
                row.bytes(),
                row.text(),
                row.instant());
    }

    /** Psychological assessments have their own schema. */
    static String table(Dimension dimension) {
        return dimension == Dimension.CARE ? "care.assessment" : "assessment";
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

    private static Set<UUID> ids(ResultSet rows) throws SQLException {
        Set<UUID> ids = new HashSet<>();
        while (rows.next()) ids.add(rows.getObject(1, UUID.class));
        return ids;
    }

    /**
     * Collects the enterprises with news that no assessment has seen, or whose assessment is no longer valid, in the order in
     * which they are looked up; returns whether they are few.
     */
    EnterpriseSelection.Scope collectDue(Connection connection, Instant at) throws SQLException {
        StatementBatch batch = new StatementBatch();
        batch.add(SqlStatement.update("truncate due_enterprise"));
        batch.add(SqlStatement.update(COLLECT_DUE, Parameter.of(Jdbc.utc(at)), Parameter.of(Jdbc.utc(at))));
        batch.add(SqlStatement.update("analyze due_enterprise"));
        Supplier<EnterpriseSelection.Scope> scope = batch.add(new SqlStatement<>(IS_FEW, AssessmentStore::scope));
        batch.execute(connection);
        return scope.get();
    }

    private static EnterpriseSelection.Scope scope(ResultSet rows) throws SQLException {
        rows.next();
        return rows.getBoolean(1) ? EnterpriseSelection.Scope.FEW_DUE : EnterpriseSelection.Scope.MANY_DUE;
    }

    /** Streams the dimensions other than labour in which enterprises are neither GREEN nor GREY. */
    public EnterpriseRowStream<Dimension> alertingDimensions(EnterpriseSelection selection) {
        String select =
                "select enterprise_id, dimension from %s where tier not in ('GREEN', 'GREY') and dimension = '%s'"
                        + " and " + selection.condition("enterprise_id");
        String query = select.formatted("assessment", Dimension.INTEGRITY.code()) + " union all "
                + select.formatted("care.assessment", Dimension.CARE.code());
        return new EnterpriseRowStream<>(database, selection, query, (id, row) -> Dimension.of(row.internedText()));
    }

    /**
     * The current assessments of certain enterprises.
     *
     * @param latest the instant of the latest one
     */
    public record CurrentAssessments(Map<Dimension, Set<UUID>> alerting, Instant latest) {
        /** The enterprises that are neither GREEN nor GREY. */
        public Set<UUID> alerting(Dimension dimension) {
            return alerting.getOrDefault(dimension, Set.of());
        }
    }

    /**
     * Locks these enterprises against assessment by others until the transaction ends, and reads their current assessments.
     * Otherwise two concurrent reports would each be assessed without the other. Nor can a pass begin meanwhile: it would not
     * see this transaction, although its instant is later.
     */
    public CurrentAssessments lockAndRead(Connection connection, Collection<UUID> enterprises) throws SQLException {
        StatementBatch batch = new StatementBatch();
        batch.add(ReassessmentQueue.BLOCK_NEW_PASS);
        batch.add(AdvisoryLocks.lock("assessing", enterprises.stream()));
        Supplier<CurrentAssessments> current = batch.add(current(enterprises));
        batch.execute(connection);
        return current.get();
    }

    /** The current assessments of certain enterprises, without a lock. */
    static SqlStatement<CurrentAssessments> current(Collection<UUID> enterprises) {
        String select = "select enterprise_id, dimension, tier, assessed_at from %s where enterprise_id = any(?)";
        String sql = select.formatted("assessment") + " union all " + select.formatted("care.assessment");
        return new SqlStatement<>(
                sql, AssessmentStore::current, Parameter.uuids(enterprises), Parameter.uuids(enterprises));
    }

    private static CurrentAssessments current(ResultSet rows) throws SQLException {
        Map<Dimension, Set<UUID>> alerting = new EnumMap<>(Dimension.class);
        Instant latest = Instant.EPOCH;
        while (rows.next()) {
            Instant at = Jdbc.instant(rows, 4);
            if (at.isAfter(latest)) latest = at;
            if (!Tier.valueOf(rows.getString(3)).alerts()) continue;
            alerting.computeIfAbsent(Dimension.of(rows.getString(2)), d -> new HashSet<>())
                    .add(rows.getObject(1, UUID.class));
        }
        return new CurrentAssessments(alerting, latest);
    }
}
