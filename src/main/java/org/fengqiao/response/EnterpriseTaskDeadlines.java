package org.fengqiao.response;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.fengqiao.alerting.AlertHistory;
import org.fengqiao.alerting.AlertHistoryEntry;
import org.fengqiao.platform.ScheduledJob;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.BilingualText;

/** Records which enterprises missed the deadline of their task. */
@ApplicationScoped
public class EnterpriseTaskDeadlines implements ScheduledJob {
    private static final int BATCH = 200;

    private final DataSource database;
    private final EnterpriseTaskRepository tasks;
    private final AlertHistory history;
    private final TaskObservations observations;

    EnterpriseTaskDeadlines(
            DataSource database, EnterpriseTaskRepository tasks, AlertHistory history, TaskObservations observations) {
        this.database = database;
        this.tasks = tasks;
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
        history.append(missed.stream().map(task -> miss(task, at)).toList(), at);
        observations.recordMissed(missed, at);
        return missed.size();
    }

    private static AlertHistoryEntry miss(EnterpriseTask task, Instant at) {
        BilingualText note = task.onSite
                ? new BilingualText("企业负责人未在限定时间内到场。", "The person in charge did not come on site in time.")
                : new BilingualText("企业未在限定时间内答复。", "The enterprise did not answer in time.");
        return AlertHistoryEntry.bySystem(task.alertId, task.miss(at), "enterprise", note);
    }
}
