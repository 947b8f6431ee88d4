package org.fengqiao.pipeline.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import javax.sql.DataSource;
import org.fengqiao.alerting.AlarmWriter;
import org.fengqiao.platform.Ids;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.jdbc.StatementBatch;
import org.fengqiao.platform.jdbc.Transactions;
import org.fengqiao.platform.text.BilingualText;

/** What goes wrong with a run is an operational alarm until a later run of the same job goes well. */
@ApplicationScoped
class ScheduleAlarms {
    static final String MISSED = "PASS_MISSED";
    static final String BROKEN_OFF = "PASS_BROKEN_OFF";
    static final String OVERRUN = "PASS_OVERRUN";

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(Time.CITY);

    private final DataSource database;
    private final Ids ids;

    ScheduleAlarms(DataSource database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    void raiseMissed(PassJob job, Instant dueAt, Instant at) {
        raise(
                MISSED,
                job,
                new BilingualText(
                        job.text().zh() + "应于 " + MINUTE.format(dueAt) + " 开始而没有节点执行，现已补做。请检查当时服务是否在运行。",
                        "The " + job.text().en() + " was due at " + MINUTE.format(dueAt)
                                + " and no node made it; it is made up now. Check whether the service was running."),
                at);
    }

    void raiseBrokenOff(PassRun run, Instant at) {
        raise(
                BROKEN_OFF,
                run.job,
                new BilingualText(
                        run.job.text().zh() + "（应于 " + MINUTE.format(run.dueAt) + "）在节点 " + run.node
                                + " 上中断，现由其他节点从断点继续。请检查该节点。",
                        "The " + run.job.text().en() + " due at " + MINUTE.format(run.dueAt) + " broke off on node "
                                + run.node + " and is resumed elsewhere. Check that node."),
                at);
    }

    void raiseFailed(PassRun run, BilingualText why, Instant at) {
        raise(
                BROKEN_OFF,
                run.job,
                new BilingualText(
                        run.job.text().zh() + "（应于 " + MINUTE.format(run.dueAt) + "）失败：" + why.zh() + " 将自动重试。",
                        "The " + run.job.text().en() + " due at " + MINUTE.format(run.dueAt) + " failed: " + why.en()
                                + " It is tried again by itself."),
                at);
    }

    void raiseOverrun(PassRun run, Instant at) {
        raise(
                OVERRUN,
                run.job,
                new BilingualText(
                        run.job.text().zh() + "自 " + MINUTE.format(run.startedAt) + " 起运行，超出了给它的时间。请查看数据库负载，或调整评估计划。",
                        "The " + run.job.text().en() + " has been running since " + MINUTE.format(run.startedAt)
                                + ", longer than its slot. Look at the load of the database, or change the schedule."),
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

    private void execute(java.util.function.Consumer<StatementBatch> statements) {
        Transactions.inTransaction(database, connection -> {
            StatementBatch batch = new StatementBatch();
            statements.accept(batch);
            batch.execute(connection);
            return null;
        });
    }
}
