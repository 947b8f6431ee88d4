package org.fengqiao.cli.bench;

import jakarta.inject.Inject;
import org.fengqiao.bench.EventBench;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.ProgressLine;
import org.fengqiao.cli.console.TextTable;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.text.BilingualText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "event",
        description = {
            "每次一条观测，经 HTTP 入库、评估、预警，测量时延 / One observation at a time over HTTP until its alert is committed: latency",
            "只在演示城市上运行，因为会写入观测 / On a demo city only, because it writes observations"
        })
public class BenchEventCommand extends ServerBenchCommand {
    @Option(names = "--rate", defaultValue = "300", description = "每秒请求数 / requests a second")
    int rate;

    @Option(names = "--seconds", defaultValue = "60", description = "秒数 / for so many seconds")
    int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "60",
            description = "先预热的秒数，不计入 / seconds of warm-up before, not counted")
    int warmUp;

    @Option(
            names = "--highest",
            description = "并找出 p99 不超过20毫秒的最高速率 / also find the highest rate with a p99 of at most 20 ms")
    boolean highest;

    @Inject
    EventBench bench;

    @Override
    public void run() {
        if (rate < 1 || seconds < 1 || warmUp < 0) {
            throw ProblemException.invalid(
                    "rate-or-seconds", "--rate 和 --seconds 至少为1", "--rate and --seconds are at least 1");
        }
        demo.require();
        EventBench.Result result = bench.run(rate, seconds, warmUp, highest, host, port, new ProgressListener());
        out.show(result, () -> printed(result));
        EventBench.Run last = result.runs().get(result.runs().size() - 1);
        if (!last.complete()) {
            throw new ProblemException(
                    ErrorKind.UNAVAILABLE,
                    "reports-lost",
                    "有已接收的观测没有入库或没有评估，见上表",
                    "Some accepted observations are not stored or not assessed, see above");
        }
    }

    private final class ProgressListener implements EventBench.Listener {
        private ProgressLine progress;

        @Override
        public AutoCloseable begins(int rate, int seconds) {
            progress = out.progress(new BilingualText(rate + " 条/秒", rate + " a second"));
            return progress;
        }

        @Override
        public void sent(long requests, long total) {
            progress.at(requests, total);
        }
    }

    private static CommandOutput.Printable printed(EventBench.Result result) {
        TextTable runs = TextTable.of(
                new BilingualText("条/秒", "a second"),
                new BilingualText("秒", "seconds"),
                new BilingualText("错误", "errors"),
                new BilingualText("p50 毫秒", "p50 ms"),
                new BilingualText("p99", "p99"),
                new BilingualText("p99.9", "p99.9"),
                new BilingualText("最大", "max"),
                new BilingualText("接收", "accepted"),
                new BilingualText("已存", "stored"),
                new BilingualText("已评估企业", "enterprises assessed"),
                new BilingualText("新预警", "alerts raised"),
                new BilingualText("升级", "upgraded"));
        result.probes().forEach(run -> row(runs, run));
        result.runs().forEach(run -> row(runs, run));
        TextTable where = TextTable.of(new BilingualText("在哪里测", "Measured on"), new BilingualText("", ""))
                .row("企业 enterprises", result.enterprises())
                .row("规则版本 release", result.release())
                .row("内存峰值 peak memory MB", result.peakMemoryMb())
                .row("机器 machine", result.machine());
        return TextTable.stack(runs, where);
    }

    private static void row(TextTable table, EventBench.Run run) {
        table.row(
                run.rate(),
                run.seconds(),
                run.errors() == 0 ? 0 : run.outcomes(),
                run.p50Ms(),
                run.p99Ms(),
                run.p999Ms(),
                run.maxMs(),
                run.accepted(),
                run.stored(),
                run.asFresh() + " / " + run.enterprises(),
                run.raised(),
                run.upgraded());
    }
}
