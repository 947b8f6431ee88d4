package org.fengqiao.cli;

import jakarta.inject.Inject;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.TextTable;
import org.fengqiao.pipeline.schedule.ScheduledPasses;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.text.BilingualText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "jobs",
        description = {
            "自动进行的评估：计划、上次、结果、下次 / What assesses by itself: schedule, last run, outcome, next run",
            "计划用 FENGQIAO_PASS_EVERYBODY 和 FENGQIAO_PASS_CHANGES 设置 / Set by FENGQIAO_PASS_EVERYBODY and FENGQIAO_PASS_CHANGES"
        })
public class JobsCommand implements Runnable {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(Time.CITY);

    @Mixin
    CommandOutput out;

    @Inject
    ScheduledPasses passes;

    @Override
    public void run() {
        List<ScheduledPasses.JobView> jobs = passes.list();
        if (jobs.isEmpty()) {
            out.say(new BilingualText(
                    "还没有节点为这个数据库提供服务，所以没有自动评估。请运行 ./fengqiao serve。",
                    "Nothing has served this database yet, so nothing runs by itself. Run ./fengqiao serve."));
        }
        out.show(jobs, () -> table(jobs));
    }

    private TextTable table(List<ScheduledPasses.JobView> jobs) {
        TextTable table = TextTable.of(
                new BilingualText("任务", "Job"),
                new BilingualText("计划", "Schedule"),
                new BilingualText("上次", "Last run"),
                new BilingualText("结果", "Outcome"),
                new BilingualText("企业", "Enterprises"),
                new BilingualText("新预警", "Alerts raised"),
                new BilingualText("节点", "Node"),
                new BilingualText("下次", "Next run"));
        for (ScheduledPasses.JobView job : jobs) {
            ScheduledPasses.RunView last = job.last();
            if (last == null) {
                table.row(out.localized(job.name()), job.cron(), "", "", "", "", "", local(job.next()));
            } else {
                table.row(
                        out.localized(job.name()),
                        job.cron(),
                        local(last.startedAt()),
                        outcome(last),
                        last.assessed(),
                        last.raised(),
                        last.node(),
                        local(job.next()));
            }
        }
        return table;
    }

    private String outcome(ScheduledPasses.RunView run) {
        String outcome = out.localized(run.outcomeName());
        return run.failure() == null || run.finishedAt() != null
                ? outcome
                : outcome + ": " + out.localized(run.failure());
    }

    private static String local(Instant at) {
        return at == null ? "" : SECOND.format(at);
    }
}
