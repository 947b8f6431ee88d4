package org.fengqiao.cli.bench;

import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.fengqiao.bench.AlertDataset;
import org.fengqiao.bench.AlertsBench;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.ProgressLine;
import org.fengqiao.cli.console.TextTable;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.text.BilingualText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "alerts",
        description = {
            "百万条预警中，各岗位打开列表要等多久 / How long each post waits for its lists among a million alerts",
            "在空的数据目录中运行，自行填充 / In a data folder of its own, which it fills"
        })
public class BenchAlertsCommand implements Runnable {
    @Option(names = "--alerts", defaultValue = "1000000", description = "预警数 / alerts in the database")
    int alerts;

    @Option(names = "--rounds", defaultValue = "200", description = "每个列表测几次 / times each list is asked for")
    int rounds;

    @Mixin
    CommandOutput out;

    @Inject
    AlertsBench bench;

    @Inject
    DataSource database;

    @Override
    public void run() {
        if (alerts < 4_000 || rounds < 1) {
            throw ProblemException.invalid(
                    "alerts-or-rounds",
                    "--alerts 至少4000，--rounds 至少1",
                    "--alerts is at least 4000, --rounds at least 1");
        }
        if (!AlertDataset.isFillable(database)) {
            throw new ProblemException(
                    ErrorKind.WRONG_STATE,
                    "not-empty",
                    "这里已有企业，而测量要填充数据。请换一个空的目录：FENGQIAO_DATA=bench-alerts ./fengqiao bench alerts",
                    "There are enterprises here, and measuring fills in data. Use an empty folder:"
                            + " FENGQIAO_DATA=bench-alerts ./fengqiao bench alerts");
        }
        try (ProgressLine progress = out.progress(new BilingualText("填充预警", "Filling in alerts"))) {
            AlertsBench.Result result = bench.run(alerts, rounds, done -> progress.at(done, alerts));
            out.show(result, () -> printed(result));
        }
    }

    private static CommandOutput.Printable printed(AlertsBench.Result result) {
        TextTable timings = TextTable.of(
                new BilingualText("列表", "List"),
                new BilingualText("谁", "Who"),
                new BilingualText("行", "Rows"),
                new BilingualText("p50 毫秒", "p50 ms"),
                new BilingualText("p95", "p95"),
                new BilingualText("p99", "p99"));
        result.timings()
                .forEach(timing -> timings.row(
                        timing.what(), timing.who(), timing.rows(), timing.p50Ms(), timing.p95Ms(), timing.p99Ms()));
        TextTable where = TextTable.of(new BilingualText("在哪里测", "Measured on"), new BilingualText("", ""))
                .row("预警 alerts", result.alerts())
                .row("填充秒数 filled in, s", result.filledInSeconds())
                .row("机器 machine", result.machine());
        return TextTable.stack(timings, where);
    }
}
