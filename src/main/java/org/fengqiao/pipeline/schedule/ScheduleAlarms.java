package org.fengqiao.pipeline.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.fengqiao.alerting.AlarmWriter;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.platform.text.Messages;

/** What goes wrong with a run is an operational alarm until a later run of the same job goes well. */
@ApplicationScoped
class ScheduleAlarms {
    static final String MISSED = "PASS_MISSED";
    static final String BROKEN_OFF = "PASS_BROKEN_OFF";
    static final String OVERRUN = "PASS_OVERRUN";

    private final DataSource database;
    private final Ids ids;

    ScheduleAlarms(DataSource database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    void raiseMissed(PassJob job, Instant dueAt, Instant at) {
        raise(MISSED, job, Messages.text("passAlarm.missed", Map.of("job", job.text(), "due", dueAt)), at);
    }

    void raiseBrokenOff(PassRun run, Instant at) {
        raise(
                BROKEN_OFF,
                run.job,
                Messages.text("passAlarm.brokenOff", Map.of("job", run.job.text(), "due", run.dueAt, "node", run.node)),
                at);
    }

    void raiseFailed(PassRun run, BilingualText why, Instant at) {
        raise(
                BROKEN_OFF,
                run.job,
                Messages.text("passAlarm.failed", Map.of("job", run.job.text(), "due", run.dueAt, "why", why)),
                at);
    }

    void raiseOverrun(PassRun run, Instant at) {
        raise(
                OVERRUN,
                run.job,
                Messages.text("passAlarm.overrun", Map.of("job", run.job.text(), "started", run.startedAt)),
                at);
    }

    void clear(PassJob job, Instant at) {
        execute(batch ->
                List.of(MISSED, BROKEN_OFF, OVERRUN).forEach(kind -> AlarmWriter.clear(batch, kind, job.code(), at)));
    }

    private void raise(String kind, PassJob job, BilingualText text, Instant at) {
        var alarm = new AlarmWriter.Alarm(ids.next(), job.code(), text);
        execute(batch -> AlarmWriter.raise(batch, kind, List.of(alarm), at));
    }

    private void execute(Consumer<StatementBatch> statements) {
        Transactions.inTransaction(database, connection -> {
            StatementBatch batch = new StatementBatch();
            statements.accept(batch);
            batch.execute(connection);
            return null;
        });
    }
}
