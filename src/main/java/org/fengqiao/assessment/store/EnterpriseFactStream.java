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
 * Streams enterprises with their facts in id order: one stream for each kind of row, read side by side, so that nothing is
 * looked up. Each stream holds a connection until it is closed.
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
            EnterpriseSelection selection,
            Instant at,
            Instant since) {
        this.selection = selection;
        this.at = at;
        try {
            this.enterprises = register(enterprises.stream(selection));
            this.readings = register(enterprises.readings(selection));
            this.observations = register(observations.stream(selection, at, since));
            this.care = register(observations.streamCare(selection, at, since));
            this.alertingDimensions = register(assessments.alertingDimensions(selection));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private <T> EnterpriseRowStream<T> register(EnterpriseRowStream<T> stream) {
        streams.add(stream);
        return stream;
    }

    /** Which enterprises are streamed. */
    public EnterpriseSelection selection() {
        return selection;
    }

    /** The next enterprises, at most {@code limit}; without a last id if there are no more. */
    public AssessmentInput next(int limit) {
        List<AssessmentInput.LoadedEnterprise> loaded = new ArrayList<>(limit);
        while (loaded.size() < limit && enterprises.nextId() != null) {
            EnterpriseRow row = enterprises.next();
            int headcount = Headcounts.asKnownAt(readings.rowsOf(row.id()), at).heads();
            loaded.add(new AssessmentInput.LoadedEnterprise(
                    row, headcount, observations.rowsOf(row.id()), care.rowsOf(row.id())));
        }
        if (loaded.isEmpty()) return AssessmentInput.empty(0, null);
        AssessmentInput input = AssessmentInput.empty(
                loaded.size(), loaded.get(loaded.size() - 1).id());
        for (AssessmentInput.LoadedEnterprise enterprise : loaded) {
            input.add(enterprise, alertingDimensions.rowsOf(enterprise.id())::contains);
        }
        return input;
    }

    @Override
    public void close() {
        streams.forEach(EnterpriseRowStream::close);
    }
}
