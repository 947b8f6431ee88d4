package org.fengqiao.cli;

import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.fengqiao.bench.AlertsBench;
import org.fengqiao.bench.ManyAlerts;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.Failure;
import org.fengqiao.platform.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "alerts",
        description = {
            "百万条预警中,各岗位打开列表要等多久 / How long each post waits for its lists among a million alerts",
            "在空的数据目录中运行,自行填充 / In a data folder of its own, which it fills"
        })
public class BenchAlertsCommand implements Runnable {
    @Option(names = "--alerts", defaultValue = "1000000", description = "预警数 / alerts in the database")
    int alerts;

    @Option(names = "--rounds", defaultValue = "200", description = "每个列表测几次 / times each list is asked for")
    int rounds;

    @Mixin
    Output out;

    @Inject
    AlertsBench bench;

    @Inject
    DataSource database;

    @Override
    public void run() {
        if (alerts < 4_000 || rounds < 1) {
            throw Failure.invalid(
                    "alerts-or-rounds",
                    "--alerts 至少4000,--rounds 至少1",
                    "--alerts is at least 4000, --rounds at least 1");
        }
        if (!ManyAlerts.mayFill(database)) {
            throw new Failure(
                    ErrorKind.WRONG_STATE,
                    "not-empty",
                    "这里已有企业,而测量要填充数据。请换一个空的目录:FENGQIAO_DATA=bench-alerts ./fengqiao bench alerts",
                    "There are enterprises here, and measuring fills in data. Use an empty folder:"
                            + " FENGQIAO_DATA=bench-alerts ./fengqiao bench alerts");
        }
        try (Progress progress = out.progress(new Text("填充预警", "Filling in alerts"))) {
            AlertsBench.Result result = bench.run(alerts, rounds, done -> progress.at(done, alerts));
            out.show(result, () -> printed(result));
        }
    }

    private static Output.Printed printed(AlertsBench.Result result) {
        Table timings = Table.of(
                new Text("列表", "List"),
                new Text("谁", "Who"),
                new Text("行", "Rows"),
                new Text("p50 毫秒", "p50 ms"),
                new Text("p95", "p95"),
                new Text("p99", "p99"));
        result.timings()
                .forEach(timing -> timings.row(
                        timing.what(), timing.who(), timing.rows(), timing.p50Ms(), timing.p95Ms(), timing.p99Ms()));
        Table where = Table.of(new Text("在哪里测", "Measured on"), new Text("", ""))
                .row("预警 alerts", result.alerts())
                .row("填充秒数 filled in, s", result.filledInSeconds())
                .row("机器 machine", result.machine());
        return language -> timings.print(language) + System.lineSeparator().repeat(2) + where.print(language);
    }
}
