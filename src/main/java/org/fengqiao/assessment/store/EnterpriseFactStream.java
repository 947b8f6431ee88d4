package org.fengqiao.assessment.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.fengqiao.policy.Dimension;
import org.fengqiao.registry.enterprise.EnterpriseRow;
import org.fengqiao.registry.enterprise.EnterpriseRowStream;
import org.fengqiao.registry.enterprise.EnterpriseSelection;
import org.fengqiao.registry.enterprise.EnterpriseStore;
import org.fengqiao.registry.enterprise.Headcounts;
import org.fengqiao.registry.observation.Observation;
import org.fengqiao.registry.observation.ObservationStore;

/**
 * Enterprises to be assessed with what is known of them, in the order of their ids: one stream for each kind of row, side by
 * side, so that nothing is looked up. Each stream holds a connection until it is closed.
 */
public final class EnterpriseFactStream implements AutoCloseable {
    private final EnterpriseSelection selection;
    private final Instant at;
    private final List<EnterpriseRowStream<?>> streams = new ArrayList<>();
    private final EnterpriseRowStream<EnterpriseRow> enterprises;
    private final EnterpriseRowStream<Headcounts.Reading> readings;
    private final EnterpriseRowStream<Observation> observations;
    private final EnterpriseRowStream<Observation> care;
    private final EnterpriseRowStream<Dimension> alertingDimensions;

    EnterpriseFactStream(
            EnterpriseStore enterprises,
            ObservationStore observations,
            AssessmentStore assessments,
            EnterpriseSelection whom,
            Instant at,
            Instant since) {
        this.selection = whom;
        this.at = at;
        try {
            this.enterprises = opened(enterprises.stream(whom));
            this.readings = opened(enterprises.readings(whom));
            this.observations = opened(observations.stream(whom, at, since));
            this.care = opened(observations.streamCare(whom, at, since));
            this.alertingDimensions = opened(assessments.alertingDimensions(whom));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private <T> EnterpriseRowStream<T> opened(EnterpriseRowStream<T> stream) {
        streams.add(stream);
        return stream;
    }

    /** Who they are. */
    public EnterpriseSelection selection() {
        return selection;
    }

    /** The next enterprises, at most so many; without a last one when there are no more. */
    public AssessmentInput next(int limit) {
        List<AssessmentInput.LoadedEnterprise> all = new ArrayList<>(limit);
        while (all.size() < limit && enterprises.nextId() != null) {
            EnterpriseRow row = enterprises.next();
            int headcount = Headcounts.asKnownAt(readings.rowsOf(row.id()), at).heads();
            all.add(new AssessmentInput.LoadedEnterprise(
                    row, headcount, observations.rowsOf(row.id()), care.rowsOf(row.id())));
        }
        if (all.isEmpty()) return AssessmentInput.empty(0, null);
        AssessmentInput known =
                AssessmentInput.empty(all.size(), all.get(all.size() - 1).id());
        for (AssessmentInput.LoadedEnterprise one : all) known.add(one, alertingDimensions.rowsOf(one.id())::contains);
        return known;
    }

    @Override
    public void close() {
        streams.forEach(EnterpriseRowStream::close);
    }
}
