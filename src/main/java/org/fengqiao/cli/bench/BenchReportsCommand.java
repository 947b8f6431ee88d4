package org.fengqiao.cli.bench;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.bench.ReportsBench;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.ProgressLine;
import org.fengqiao.cli.console.TextTable;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.text.BilingualText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "reports",
        description = {
            "1400名信息员一分钟内各上报一条，从上报到首条通知送达要多久 / 1,400 officers report within a minute: until somebody is told",
            "只在演示城市上运行，并会改写所有人的通知渠道 / On a demo city only; it rewrites everybody's channels"
        })
public class BenchReportsCommand extends ServerBenchCommand {
    private static final String ORIGIN = "http://127.0.0.1";

    @Option(names = "--officers", defaultValue = "1400", description = "上报人数 / officers who report once each")
    int officers;

    @Option(names = "--seconds", defaultValue = "60", description = "在多少秒内 / within so many seconds")
    int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "60",
            description = "先预热的秒数，不计入 / seconds of the same before, not counted")
    int warmUp;

    @ConfigProperty(name = "fengqiao.delivery.origins")
    Optional<List<String>> origins;

    @Inject
    ReportsBench bench;

    @Override
    public void run() {
        if (officers < 1 || seconds < 1 || warmUp < 0) {
            throw ProblemException.invalid(
                    "officers-or-seconds", "--officers 和 --seconds 至少为1", "--officers and --seconds are at least 1");
        }
        demo.require();
        if (!origins.orElse(List.of()).contains(ORIGIN)) {
            throw new ProblemException(
                    ErrorKind.WRONG_STATE,
                    "origin-not-allowed",
                    "测量的接收方在本机，请设置 FENGQIAO_WEBHOOK_ORIGINS=" + ORIGIN + " 后再运行",
                    "The receiver of this run is on this machine; set FENGQIAO_WEBHOOK_ORIGINS=" + ORIGIN
                            + " and run again");
        }
        try (ProgressLine progress = out.progress(new BilingualText("上报", "Reporting"))) {
            ReportsBench.Result result = bench.run(officers, seconds, warmUp, host, port, progress::at);
            out.show(result, () -> printed(result));
        }
    }

    private static CommandOutput.Printable printed(ReportsBench.Result result) {
        TextTable table = TextTable.of(
                        new BilingualText("从应发时刻起", "From when it was due"),
                        new BilingualText("p50 毫秒", "p50 ms"),
                        new BilingualText("p99", "p99"),
                        new BilingualText("最大", "max"))
                .row(
                        "已答复 answered",
                        result.answers().p50Ms(),
                        result.answers().p99Ms(),
                        result.answers().maxMs())
                .row(
                        "首条通知送达 first notification arrived",
                        result.told().p50Ms(),
                        result.told().p99Ms(),
                        result.told().maxMs());
        TextTable where = TextTable.of(new BilingualText("在哪里测", "Measured on"), new BilingualText("", ""))
                .row("企业 enterprises", result.enterprises())
                .row("上报 reports", result.officers() + " / " + result.seconds() + " s")
                .row("答复 outcomes", result.outcomes())
                .row("预警 alerts", result.alerts())
                .row("未通知到 nobody told", result.untold())
                .row("送达消息 messages", result.messages())
                .row("内存峰值 peak memory MB", result.peakMemoryMb())
                .row("机器 machine", result.machine());
        return TextTable.stack(table, where);
    }
}
