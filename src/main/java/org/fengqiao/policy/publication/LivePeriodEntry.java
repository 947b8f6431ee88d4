package org.fengqiao.policy.publication;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.fengqiao.policy.publication.PublicationLog.LivePeriod;
import org.hibernate.annotations.Immutable;

/** A row of the view that says from when until when each release is live. */
@Entity
@Immutable
@Table(name = "release_live")
class LivePeriodEntry {
    @Id
    int number;

    String releaseId;
    Instant liveFrom;
    Instant liveTo;

    LivePeriod toRecord() {
        return new LivePeriod(number, releaseId, liveFrom, liveTo);
    }
}
