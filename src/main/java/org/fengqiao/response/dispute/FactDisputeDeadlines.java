package org.fengqiao.response.dispute;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.fengqiao.platform.ScheduledJob;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.registry.observation.ObservationCorrections;

/** Doubts about facts that their sources have settled by themselves, or that nobody answered in time. */
@ApplicationScoped
public class FactDisputeDeadlines implements ScheduledJob {
    private static final int BATCH = 1_000;

    private final DataSource database;
    private final FactDisputeRepository disputes;
    private final DisputeCorrespondence correspondence;
    private final ObservationCorrections observations;

    FactDisputeDeadlines(
            DataSource database,
            FactDisputeRepository disputes,
            DisputeCorrespondence correspondence,
            ObservationCorrections observations) {
        this.database = database;
        this.disputes = disputes;
        this.correspondence = correspondence;
        this.observations = observations;
    }

    @Override
    public String name() {
        return "facts called wrong";
    }

    @Override
    public int runDue(Instant at) {
        return Transactions.inTransaction(database, connection -> {
            List<FactDispute> changed = disputes.claimOpen(settledBySource(connection));
            for (FactDispute dispute : changed) correspondence.settled(dispute, at);
            List<FactDispute> missed = disputes.claimMissed(at, BATCH);
            for (FactDispute dispute : missed) correspondence.missed(dispute, at);
            return changed.size() + missed.size();
        });
    }

    /** Those of which the source says something else by now, or nothing any more. */
    private List<UUID> settledBySource(Connection connection) throws SQLException {
        Map<Boolean, List<FactDispute>> open =
                disputes.open(BATCH).stream().collect(Collectors.partitioningBy(FactDispute::isPsychological));
        List<UUID> settled = new ArrayList<>();
        for (Map.Entry<Boolean, List<FactDispute>> kind : open.entrySet()) {
            List<UUID> keys = kind.getValue().stream()
                    .map(dispute -> dispute.observationKey)
                    .toList();
            Map<UUID, Long> contents = observations.contents(connection, keys, kind.getKey());
            for (FactDispute dispute : kind.getValue()) {
                Long now = contents.get(dispute.observationKey);
                if (now == null || now != dispute.content) settled.add(dispute.id);
            }
        }
        return settled;
    }
}
