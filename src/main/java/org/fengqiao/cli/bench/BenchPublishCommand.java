package org.fengqiao.cli.bench;

import jakarta.inject.Inject;
import java.util.List;
import org.fengqiao.bench.PublishBench;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.ProgressLine;
import org.fengqiao.cli.console.TextTable;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.text.BilingualText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "publish",
        description = {
            "在持续请求下反复发布规则：多久生效、有无失败、内存是否收回 / Publish again and again under load: how soon live, who fails, what memory does",
            "只在演示城市上运行，因为会写入观测并更换版本 / On a demo city only, because it writes observations and changes the live release"
        })
public class BenchPublishCommand extends ServerBenchCommand {
    @Option(names = "--rules", defaultValue = "1000", description = "规则数 / rules of the base under load")
    int rules;

    @Option(names = "--publications", defaultValue = "20", description = "发布几次 / publications under load")
    int publications;

    @Option(names = "--rate", defaultValue = "300", description = "每秒请求数 / requests a second")
    int rate;

    @Option(names = "--memory", defaultValue = "100", description = "再发布几次以看内存 / publications to watch memory by")
    int memory;

    @Inject
    PublishBench bench;

    @Override
    public void run() {
        if (publications < 1 || rate < 1 || memory < 0) {
            throw ProblemException.invalid(
                    "publications-or-rate", "--publications 和 --rate 至少为1", "--publications and --rate are at least 1");
        }
        demo.require();
        try (ProgressLine progress = out.progress(new BilingualText("发布", "Publishing"))) {
            PublishBench.Result result = bench.run(
                    rules, publications, rate, memory, host, port, done -> progress.at(done, publications + memory));
            out.show(result, () -> printed(result));
            if (result.failed() > 0 || result.mixed() > 0) {
                throw new ProblemException(
                        ErrorKind.UNAVAILABLE,
                        "publishing-disturbs",
                        "发布期间有请求失败或混用版本，见上表",
                        "Requests failed or mixed releases while publishing, see above");
            }
        }
    }

    private static CommandOutput.Printable printed(PublishBench.Result result) {
        double[] sorted = sorted(result.seconds());
        TextTable table = TextTable.of(new BilingualText("项目", "What"), new BilingualText("数值", "Figure"))
                .row("规则 rules", result.rules())
                .row("发布 publications", sorted.length)
                .row("生效秒数 中位 seconds until live, median", median(result.seconds()))
                .row("最长 longest", sorted[sorted.length - 1])
                .row("其中编译 of these compiling, median", median(result.compiling()))
                .row("检查与用例 checks and cases, median", median(result.examining()))
                .row("请求 requests", result.requests() + " (" + result.rate() + "/s)")
                .row("失败 failed", result.failed() + " " + result.outcomes())
                .row("评估 assessments", result.assessed())
                .row("混用版本 mixing releases", result.mixed());
        for (PublishBench.Memory memory : result.memory()) {
            table.row(
                    memory.publications() + " 次后 after, MB (" + memory.rules() + " rules)",
                    "heap " + memory.heapMb() + ", metaspace " + memory.metaspaceMb());
        }
        return table.row("机器 machine", result.machine());
    }

    private static double median(List<Double> seconds) {
        return sorted(seconds)[seconds.size() / 2];
    }

    private static double[] sorted(List<Double> seconds) {
        return seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }
}
