package org.fengqiao.assessment.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
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
 * Gathers what was known at an instant: the same for one enterprise and for everybody, for now and for the past. Every
 * enterprise is assessed for labour risk; for integrity and care only those of whom there is something to say, or was.
 */
@ApplicationScoped
public class FactLoader {
    private final EnterpriseStore enterprises;
    private final ObservationStore observations;
    private final AssessmentStore assessments;
    private final DataSource database;

    FactLoader(
            EnterpriseStore enterprises,
            ObservationStore observations,
            AssessmentStore assessments,
            DataSource database) {
        this.enterprises = enterprises;
        this.observations = observations;
        this.assessments = assessments;
        this.database = database;
    }

    /** Of everybody after one, in the order of the ids; to begin with the nil UUID. */
    public EnterpriseFactStream streamAll(UUID after, Release release, Instant at) {
        return population(new EnterpriseSelection(after, EnterpriseSelection.Scope.EVERYBODY), release, at);
    }

    /** Of those after one of whom something was learnt since they were assessed, or whose assessment no longer holds. */
    public EnterpriseFactStream streamDue(UUID after, Release release, Instant at) {
        EnterpriseSelection.Scope reach =
                Transactions.inTransaction(database, connection -> assessments.collectDue(connection, at));
        return population(new EnterpriseSelection(after, reach), release, at);
    }

    private EnterpriseFactStream population(EnterpriseSelection whom, Release release, Instant at) {
        return new EnterpriseFactStream(enterprises, observations, assessments, whom, at, since(release, at));
    }

    /**
     * Of certain enterprises, in each dimension that concerns them; as many queries for thousands as for one.
     *
     * @param standing what stands of them
     */
    public AssessmentInput load(
            Connection connection,
            Collection<UUID> ids,
            AssessmentStore.CurrentAssessments standing,
            Release release,
            Instant at)
            throws SQLException {
        AssessmentInput known = AssessmentInput.empty(ids.size(), null);
        for (AssessmentInput.LoadedEnterprise one : each(connection, ids, release, at, true)) {
            known.add(one, dimension -> standing.alerting(dimension).contains(one.id()));
        }
        return known;
    }

    /** Of certain enterprises, in the dimension asked for. */
    public AssessmentInput loadDimension(
            Connection connection, Collection<UUID> ids, Dimension dimension, Release release, Instant at)
            throws SQLException {
        AssessmentInput known = AssessmentInput.empty(ids.size(), null);
        for (AssessmentInput.LoadedEnterprise one : each(connection, ids, release, at, dimension == Dimension.CARE)) {
            known.add(one, dimension);
        }
        return known;
    }

    /** @param withCare the labour and integrity side does not even read psychological data */
    private List<AssessmentInput.LoadedEnterprise> each(
            Connection connection, Collection<UUID> ids, Release release, Instant at, boolean withCare)
            throws SQLException {
        Instant since = since(release, at);
        StatementBatch turn = new StatementBatch();
        Supplier<List<EnterpriseRow>> found = turn.add(EnterpriseStore.rows(ids));
        Supplier<Map<UUID, List<Headcounts.Reading>>> headcounts = turn.add(EnterpriseStore.readingsOf(ids));
        turn.add(ObservationStore.FORCE_GENERIC_PLAN);
        Supplier<List<Observation>> heard = turn.add(observations.observationsOf(ids, at, since));
        Supplier<List<Observation>> heardOfCare =
                withCare ? turn.add(observations.careObservationsOf(ids, at, since)) : List::of;
        turn.execute(connection);

        List<EnterpriseRow> rows = found.get();
        if (rows.size() < ids.size()) {
            Set<UUID> known = rows.stream().map(EnterpriseRow::id).collect(Collectors.toSet());
            ids.stream().filter(id -> !known.contains(id)).findFirst().ifPresent(FactLoader::refuseUnknown);
        }
        var readings = headcounts.get();
        var seen = byEnterprise(heard.get());
        var care = byEnterprise(heardOfCare.get());
        List<AssessmentInput.LoadedEnterprise> all = new ArrayList<>(rows.size());
        for (EnterpriseRow row : rows) {
            UUID id = row.id();
            int headcount = Headcounts.asKnownAt(readings.getOrDefault(id, List.of()), at)
                    .heads();
            all.add(new AssessmentInput.LoadedEnterprise(
                    row, headcount, seen.getOrDefault(id, List.of()), care.getOrDefault(id, List.of())));
        }
        return all;
    }

    private static Map<UUID, List<Observation>> byEnterprise(List<Observation> seen) {
        Map<UUID, List<Observation>> byEnterprise = new HashMap<>();
        for (Observation observation : seen) {
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
