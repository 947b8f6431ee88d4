package org.fengqiao.response;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.fengqiao.alerting.Alert;
import org.fengqiao.alerting.AlertClocks;
import org.fengqiao.alerting.AlertEvent;
import org.fengqiao.alerting.AlertHistory;
import org.fengqiao.alerting.AlertHistoryEntry;
import org.fengqiao.alerting.AlertRepository;
import org.fengqiao.platform.ScheduledJob;
import org.fengqiao.platform.jdbc.Transactions;

/** Records which enterprises missed the deadline of their task. */
@ApplicationScoped
public class EnterpriseTaskDeadlines implements ScheduledJob {
    private static final int BATCH = 200;

    private final DataSource database;
    private final EnterpriseTaskRepository tasks;
    private final AlertRepository alerts;
    private final AlertHistory history;
    private final AlertClocks clocks;
    private final TaskObservations observations;

    EnterpriseTaskDeadlines(
            DataSource database,
            EnterpriseTaskRepository tasks,
            AlertRepository alerts,
            AlertHistory history,
            AlertClocks clocks,
            TaskObservations observations) {
        this.database = database;
        this.tasks = tasks;
        this.alerts = alerts;
        this.clocks = clocks;
        this.history = history;
        this.observations = observations;
    }

    @Override
    public String name() {
        return "tasks of enterprises";
    }

    /** Returns how many tasks were missed. */
    @Override
    public int runDue(Instant at) {
        int all = 0;
        int batch;
        do {
            batch = Transactions.inTransaction(database, connection -> recordMissed(at));
            all += batch;
        } while (batch == BATCH);
        return all;
    }

    private int recordMissed(Instant at) {
        List<EnterpriseTask> missed = tasks.claimMissed(at, BATCH);
        Map<UUID, Alert> claimed =
                alerts.get(missed.stream().map(task -> task.alertId).toList());
        history.append(
                missed.stream()
                        .map(task -> miss(task, claimed.get(task.alertId), at))
                        .toList(),
                at);
        clocks.markMissed(missed.stream().map(task -> task.alertId).toList(), "enterprise", at);
        observations.recordMissed(missed, at);
        return missed.size();
    }

    private static AlertHistoryEntry miss(EnterpriseTask task, Alert alert, Instant at) {
        AlertEvent event = alert.record(task.miss(at));
        return AlertHistoryEntry.bySystem(alert.id(), event, Map.of("onSite", task.onSite));
    }
}
