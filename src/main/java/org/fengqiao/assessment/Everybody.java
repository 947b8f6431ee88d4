package org.fengqiao.assessment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.fengqiao.policy.Dimension;
import org.fengqiao.registry.EnterpriseRow;
import org.fengqiao.registry.EnterpriseStore;
import org.fengqiao.registry.Headcounts;
import org.fengqiao.registry.InOrder;
import org.fengqiao.registry.Observation;
import org.fengqiao.registry.ObservationStore;

/**
 * What is known of everybody, enterprise by enterprise in the order of the ids: one stream for each kind of row, side by
 * side, so that nothing is looked up. Each stream holds a connection until it is closed.
 */
public final class Everybody implements Population {
    private final Instant at;
    private final List<InOrder<?>> streams = new ArrayList<>();
    private final InOrder<EnterpriseRow> enterprises;
    private final InOrder<Headcounts.Reading> readings;
    private final InOrder<Observation> observations;
    private final InOrder<Observation> care;
    private final InOrder<Dimension> notCalm;

    Everybody(
            EnterpriseStore enterprises,
            ObservationStore observations,
            AssessmentStore assessments,
            UUID after,
            Instant at,
            Instant since) {
        this.at = at;
        try {
            this.enterprises = opened(enterprises.everybody(after));
            this.readings = opened(enterprises.readings(after));
            this.observations = opened(observations.everybody(after, at, since));
            this.care = opened(observations.careEverybody(after, at, since));
            this.notCalm = opened(assessments.notCalm(after));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private <T> InOrder<T> opened(InOrder<T> stream) {
        streams.add(stream);
        return stream;
    }

    @Override
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
