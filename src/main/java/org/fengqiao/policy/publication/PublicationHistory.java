package org.fengqiao.policy.publication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fengqiao.policy.publication.Publication.PublicationKind;
import org.fengqiao.policy.publication.PublicationLog.LivePeriod;

/** Where each publication is in its life. */
@ApplicationScoped
@Transactional
public class PublicationHistory {
    private final PublicationLog publications;
    private final InstantSource clock;

    PublicationHistory(PublicationLog publications, InstantSource clock) {
        this.publications = publications;
        this.clock = clock;
    }

    /** A publication and how far it is; {@code until} is null as long as no other is known to follow. */
    public record PublicationRecord(Publication publication, PublicationState state, Instant until) {}

    /** Where a published release is in its life. */
    public enum PublicationState {
        ANNOUNCED,
        LIVE,
        RETIRED,
        WITHDRAWN,
        /** A record that takes back another. */
        REVOCATION
    }

    /** All records, the latest first. */
    public List<PublicationRecord> list() {
        Instant now = clock.instant();
        Map<Integer, LivePeriod> periods = new HashMap<>();
        publications.livePeriods().forEach(period -> periods.put(period.number(), period));
        List<PublicationRecord> records = new ArrayList<>();
        for (Publication publication : publications.all()) {
            LivePeriod period = periods.get(publication.number());
            Instant until = period == null ? null : period.to();
            records.add(new PublicationRecord(publication, state(publication, period, now), until));
        }
        Collections.reverse(records);
        return records;
    }

    public Optional<PublicationRecord> find(int number) {
        return list().stream()
                .filter(record -> record.publication().number() == number)
                .findFirst();
    }

    private static PublicationState state(Publication publication, LivePeriod period, Instant now) {
        if (publication.kind() == PublicationKind.WITHDRAWN) return PublicationState.REVOCATION;
        if (period == null) return PublicationState.WITHDRAWN;
        if (period.from().isAfter(now)) return PublicationState.ANNOUNCED;
        return period.to() == null || period.to().isAfter(now) ? PublicationState.LIVE : PublicationState.RETIRED;
    }
}
