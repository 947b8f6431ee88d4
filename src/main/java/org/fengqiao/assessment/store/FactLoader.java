package org.fengqiao.assessment.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Release;
import org.fengqiao.registry.enterprise.EnterpriseRow;
import org.fengqiao.registry.enterprise.EnterpriseSelection;
import org.fengqiao.registry.enterprise.EnterpriseStore;
import org.fengqiao.registry.enterprise.Headcounts;
import org.fengqiao.registry.observation.Observation;
import org.fengqiao.registry.observation.ObservationStore;

/**
 * Loads what was known at an instant, in the same way for one enterprise and for all, for now and for the past. Every
 * enterprise is assessed for labour risk; for integrity and care only those with relevant observations, now or before.
 */
@ApplicationScoped
public class FactLoader {
    private final EnterpriseStore enterprises;
    private final ObservationStore observations;
    private final AssessmentStore assessments;
    private final DataSource database;
    private final InstantSource clock;

    FactLoader(
            EnterpriseStore enterprises,
            ObservationStore observations,
            AssessmentStore assessments,
            DataSource database,
            InstantSource clock) {
        this.enterprises = enterprises;
        this.observations = observations;
        this.assessments = assessments;
        this.database = database;
        this.clock = clock;
    }

    /** Streams all enterprises after an id, in id order; the nil UUID for all. */
    public EnterpriseFactStream streamAll(UUID after, Release release, Instant at) {
        return open(new EnterpriseSelection(after, EnterpriseSelection.Scope.EVERYBODY), release, at);
    }

    /** Streams the enterprises after an id with news since their assessment, or whose assessment is no longer valid. */
    public EnterpriseFactStream streamDue(UUID after, Release release, Instant at) {
        EnterpriseSelection.Scope scope =
                Transactions.inTransaction(database, connection -> assessments.collectDue(connection, at));
        return open(new EnterpriseSelection(after, scope), release, at);
    }

    private EnterpriseFactStream open(EnterpriseSelection selection, Release release, Instant at) {
        return new EnterpriseFactStream(enterprises, observations, assessments, selection, at, since(release, at));
    }

    /** What is known now, and the instant as of which it is to be assessed. */
    public record CurrentInput(AssessmentInput input, Instant at) {}

    /**
     * Locks certain enterprises against concurrent assessment and loads what is known now, in each dimension that concerns
     * them; with as many queries for thousands as for one.
     */
    public CurrentInput lockAndLoad(Connection connection, Collection<UUID> ids, Release release) throws SQLException {
        AssessmentStore.CurrentAssessments current = assessments.lockAndRead(connection, ids);
        Instant at = instantAfter(current.latest());
        AssessmentInput input = AssessmentInput.empty(ids.size(), null);
        for (AssessmentInput.LoadedEnterprise enterprise : loadEach(connection, ids, release, at, true)) {
            input.add(enterprise, dimension -> current.alerting(dimension).contains(enterprise.id()));
        }
        return new CurrentInput(input, at);
    }

    /** Now, or just after the latest assessment: the clock of another node that made it may be ahead of ours. */
    private Instant instantAfter(Instant latest) {
        Instant now = clock.instant();
        return now.isAfter(latest) ? now : latest.plus(1, ChronoUnit.MICROS);
    }

    /** Loads certain enterprises in one dimension. */
    public AssessmentInput loadDimension(
            Connection connection, Collection<UUID> ids, Dimension dimension, Release release, Instant at)
            throws SQLException {
        AssessmentInput input = AssessmentInput.empty(ids.size(), null);
        for (AssessmentInput.LoadedEnterprise enterprise :
                loadEach(connection, ids, release, at, dimension == Dimension.CARE)) {
            input.add(enterprise, dimension);
        }
        return input;
    }

    /** @param withCare false for labour and integrity, which must not even read psychological data */
    private List<AssessmentInput.LoadedEnterprise> loadEach(
            Connection connection, Collection<UUID> ids, Release release, Instant at, boolean withCare)
            throws SQLException {
        Instant since = since(release, at);
        StatementBatch batch = new StatementBatch();
        Supplier<List<EnterpriseRow>> enterpriseRows = batch.add(EnterpriseStore.rows(ids));
        Supplier<Map<UUID, List<Headcounts.Reading>>> headcounts = batch.add(EnterpriseStore.readingsOf(ids));
        batch.add(ObservationStore.FORCE_GENERIC_PLAN);
        Supplier<List<Observation>> observationRows = batch.add(observations.observationsOf(ids, at, since));
        Supplier<List<Observation>> careRows =
                withCare ? batch.add(observations.careObservationsOf(ids, at, since)) : List::of;
        batch.execute(connection);

        List<EnterpriseRow> rows = enterpriseRows.get();
        if (rows.size() < ids.size()) {
            Set<UUID> found = rows.stream().map(EnterpriseRow::id).collect(Collectors.toSet());
            ids.stream().filter(id -> !found.contains(id)).findFirst().ifPresent(FactLoader::refuseUnknown);
        }
        var readings = headcounts.get();
        var observed = byEnterprise(observationRows.get());
        var care = byEnterprise(careRows.get());
        List<AssessmentInput.LoadedEnterprise> all = new ArrayList<>(rows.size());
        for (EnterpriseRow row : rows) {
            UUID id = row.id();
            int headcount = Headcounts.asKnownAt(readings.getOrDefault(id, List.of()), at)
                    .heads();
            all.add(new AssessmentInput.LoadedEnterprise(
                    row, headcount, observed.getOrDefault(id, List.of()), care.getOrDefault(id, List.of())));
        }
        return all;
    }

    private static Map<UUID, List<Observation>> byEnterprise(List<Observation> observations) {
        Map<UUID, List<Observation>> byEnterprise = new HashMap<>();
        for (Observation observation : observations) {
            byEnterprise
                    .computeIfAbsent(observation.enterpriseId(), id -> new ArrayList<>(8))
                    .add(observation);
        }
        return byEnterprise;
    }

    private static Instant since(Release release, Instant at) {
        return at.minus(Duration.ofDays(release.horizonDays()));
    }

    private static void refuseUnknown(UUID id) {
        throw ProblemException.notFound("enterprise-unknown", "没有企业" + id, "There is no enterprise " + id);
    }
}
