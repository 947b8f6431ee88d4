package org.fengqiao.policy.publication;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.fengqiao.policy.publication.PublicationLog.LivePeriod;

@ApplicationScoped
class LivePeriodRepository implements PanacheRepositoryBase<LivePeriodEntry, Integer> {
    Optional<String> findLiveId(Instant at) {
        return find("liveFrom <= ?1 order by liveFrom desc, number desc", at)
                .firstResultOptional()
                .map(period -> period.releaseId);
    }

    Optional<LivePeriod> findNextAfter(Instant at) {
        return find("liveFrom > ?1 order by liveFrom, number", at)
                .firstResultOptional()
                .map(LivePeriodEntry::toRecord);
    }

    List<LivePeriod> listLatestFirst() {
        return list("order by liveFrom desc, number desc").stream()
                .map(LivePeriodEntry::toRecord)
                .toList();
    }
}
