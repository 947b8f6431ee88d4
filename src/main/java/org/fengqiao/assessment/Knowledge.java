package org.fengqiao.assessment;

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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.fengqiao.platform.Failure;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Release;
import org.fengqiao.registry.EnterpriseRow;
import org.fengqiao.registry.EnterpriseStore;
import org.fengqiao.registry.Headcounts;
import org.fengqiao.registry.Observation;
import org.fengqiao.registry.ObservationStore;

/**
 * Gathers what was known at an instant: the same for one enterprise and for everybody, for now and for the past. Every
 * enterprise is assessed for labour risk; for integrity and care only those of whom there is something to say, or was.
 */
@ApplicationScoped
public class Knowledge {
    private final EnterpriseStore enterprises;
    private final ObservationStore observations;
    private final AssessmentStore assessments;

    Knowledge(EnterpriseStore enterprises, ObservationStore observations, AssessmentStore assessments) {
        this.enterprises = enterprises;
        this.observations = observations;
        this.assessments = assessments;
    }

    /** Of the enterprises after one, in the order of their ids, at most so many. */
    public Known after(UUID cursor, int limit, Release release, Instant at) {
        List<EnterpriseRow> rows = enterprises.after(cursor, limit);
        if (rows.isEmpty()) return Known.empty(0, null);
        UUID last = rows.get(rows.size() - 1).id();
        Instant since = since(release, at);
        var readings = enterprises.readingsBetween(cursor, last);
        var seen = byEnterprise(observations.between(cursor, last, at, since));
        var care = byEnterprise(observations.careBetween(cursor, last, at, since));
        Set<UUID> integrityStanding = assessments.notCalmBetween(Dimension.INTEGRITY, cursor, last);
        Set<UUID> careStanding = assessments.notCalmBetween(Dimension.CARE, cursor, last);
        Known known = Known.empty(rows.size(), last);
        for (EnterpriseRow row : rows) {
            UUID id = row.id();
            int headcount = Headcounts.asKnownAt(readings.getOrDefault(id, List.of()), at)
                    .heads();
            var one = new One(
                    id,
                    headcount,
                    row.industry(),
                    row.areaPath(),
                    seen.getOrDefault(id, List.of()),
                    care.getOrDefault(id, List.of()));
            one.addTo(known, dimension -> one.concerns(dimension, integrityStanding, careStanding));
        }
        return known;
    }

    /**
     * Of certain enterprises, in each dimension that concerns them; as many queries for thousands as for one.
     *
     * @param standing what stands of them
     */
    public Known concerning(
            Connection connection, Collection<UUID> ids, AssessmentStore.Standing standing, Release release, Instant at)
            throws SQLException {
        Known known = Known.empty(ids.size(), null);
        for (One one : each(connection, ids, release, at, true)) {
            one.addTo(
                    known,
                    dimension -> one.concerns(
                            dimension, standing.notCalm(Dimension.INTEGRITY), standing.notCalm(Dimension.CARE)));
        }
        return known;
    }

    /** Of certain enterprises, in the dimension asked for. */
    public Known of(Connection connection, Collection<UUID> ids, Dimension dimension, Release release, Instant at)
            throws SQLException {
        Known known = Known.empty(ids.size(), null);
        for (One one : each(connection, ids, release, at, dimension == Dimension.CARE)) {
            one.addTo(known, d -> d == dimension);
        }
        return known;
    }

    /** @param withCare the labour and integrity side does not even read psychological data */
    private List<One> each(Connection connection, Collection<UUID> ids, Release release, Instant at, boolean withCare)
            throws SQLException {
        Instant since = since(release, at);
        List<EnterpriseRow> rows = enterprises.rows(connection, ids);
        if (rows.size() < ids.size()) {
            Set<UUID> known = rows.stream().map(EnterpriseRow::id).collect(Collectors.toSet());
            ids.stream().filter(id -> !known.contains(id)).findFirst().ifPresent(Knowledge::refuseUnknown);
        }
        var readings = enterprises.readingsOf(connection, ids);
        var seen = byEnterprise(observations.of(connection, ids, at, since));
        var care = withCare
                ? byEnterprise(observations.careOf(connection, ids, at, since))
                : Map.<UUID, List<Observation>>of();
        List<One> all = new ArrayList<>(rows.size());
        for (EnterpriseRow row : rows) {
            UUID id = row.id();
            int headcount = Headcounts.asKnownAt(readings.getOrDefault(id, List.of()), at)
                    .heads();
            all.add(new One(
                    id,
                    headcount,
                    row.industry(),
                    row.areaPath(),
                    seen.getOrDefault(id, List.of()),
                    care.getOrDefault(id, List.of())));
        }
        return all;
    }

    private record One(
            UUID id, int headcount, String industry, String areaPath, List<Observation> seen, List<Observation> care) {
        /** Something is to be said, or was and must be taken back. */
        boolean concerns(Dimension dimension, Set<UUID> integrityStanding, Set<UUID> careStanding) {
            return switch (dimension) {
                case LABOUR -> true;
                case INTEGRITY ->
                    integrityStanding.contains(id) || seen.stream().anyMatch(Observation::established);
                case CARE -> careStanding.contains(id) || !care.isEmpty();
            };
        }

        void addTo(Known known, Predicate<Dimension> wanted) {
            for (Dimension dimension : Dimension.values()) {
                if (!wanted.test(dimension)) continue;
                List<Observation> own = dimension == Dimension.CARE ? care : seen;
                known.batches().get(dimension).add(new Subject(id, headcount, industry, own), areaPath);
            }
        }
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
        throw Failure.notFound("enterprise-unknown", "没有企业" + id, "There is no enterprise " + id);
    }
}
