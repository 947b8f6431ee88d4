package org.fengqiao.assessment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.fengqiao.policy.Dimension;
import org.fengqiao.registry.EnterpriseRow;
import org.fengqiao.registry.EnterpriseStore;
import org.fengqiao.registry.Headcounts;
import org.fengqiao.registry.InOrder;
import org.fengqiao.registry.Observation;
import org.fengqiao.registry.ObservationStore;
import org.fengqiao.registry.Whom;

/**
 * Enterprises to be assessed with what is known of them, in the order of their ids: one stream for each kind of row, side by
 * side, so that nothing is looked up. Each stream holds a connection until it is closed.
 */
public final class Population implements AutoCloseable {
    private final Whom whom;
    private final Instant at;
    private final List<InOrder<?>> streams = new ArrayList<>();
    private final InOrder<EnterpriseRow> enterprises;
    private final InOrder<Headcounts.Reading> readings;
    private final InOrder<Observation> observations;
    private final InOrder<Observation> care;
    private final InOrder<Dimension> notCalm;

    Population(
            EnterpriseStore enterprises,
            ObservationStore observations,
            AssessmentStore assessments,
            Whom whom,
            Instant at,
            Instant since) {
        this.whom = whom;
        this.at = at;
        try {
            this.enterprises = opened(enterprises.inOrder(whom));
            this.readings = opened(enterprises.readings(whom));
            this.observations = opened(observations.inOrder(whom, at, since));
            this.care = opened(observations.careInOrder(whom, at, since));
            this.notCalm = opened(assessments.notCalm(whom));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private <T> InOrder<T> opened(InOrder<T> stream) {
        streams.add(stream);
        return stream;
    }

    /** Who they are. */
    public Whom whom() {
        return whom;
    }

    /** The next enterprises, at most so many; without a last one when there are no more. */
    public Known next(int limit) {
        List<Known.One> all = new ArrayList<>(limit);
        while (all.size() < limit && enterprises.nextId() != null) {
            EnterpriseRow row = enterprises.next();
            int headcount = Headcounts.asKnownAt(readings.of(row.id()), at).heads();
            all.add(new Known.One(row, headcount, observations.of(row.id()), care.of(row.id())));
        }
        if (all.isEmpty()) return Known.empty(0, null);
        Known known = Known.empty(all.size(), all.get(all.size() - 1).id());
        for (Known.One one : all) known.add(one, notCalm.of(one.id())::contains);
        return known;
    }

    @Override
    public void close() {
        streams.forEach(InOrder::close);
    }
}
