package org.fengqiao.cli.bench;

import jakarta.inject.Inject;
import org.fengqiao.bench.PassBench;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.ProgressLine;
import org.fengqiao.cli.console.TextTable;
import org.fengqiao.inquiry.enterprise.TierCounts;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.text.BilingualText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "pass",
        description = {
            "全量评估（读、评估、写），与不评估的同样读写比较 / The pass over everybody (read, assess, write), against the same without assessing",
            "只在演示城市上运行，因为会清空并重写评估与预警 / On a demo city only, because it empties and rewrites assessments and alerts"
        })
public class BenchPassCommand implements Runnable {
    @Option(names = "--rounds", defaultValue = "3", description = "各测几次 / times each is measured")
    int rounds;

    @Mixin
    CommandOutput out;

    @Inject
    DemoGuard demo;

    @Inject
    PassBench bench;

    @Inject
    TierCounts counts;

    @Override
    public void run() {
        if (rounds < 1) throw ProblemException.invalid("rounds", "--rounds 至少为1", "--rounds is at least 1");
        demo.require();
        long total = counts.enterprises();
        try (ProgressLine progress = out.progress(new BilingualText("评估", "Assessing"))) {
            PassBench.Result result = bench.run(rounds, done -> progress.at(done, total));
            out.show(result, () -> printed(result));
        }
    }

    private static CommandOutput.Printable printed(PassBench.Result result) {
        TextTable rounds = TextTable.of(
                new BilingualText("方式", "Way"),
                new BilingualText("秒", "Seconds"),
                new BilingualText("每秒", "A second"),
                new BilingualText("新预警", "Alerts"));
        for (PassBench.Round round : result.rounds()) {
            rounds.row(
                    round.scoring() ? "评估 assessing" : "不评估 not assessing",
                    round.seconds(),
                    round.perSecond(),
                    round.alerts());
        }
        TextTable table = TextTable.of(new BilingualText("项目", "What"), new BilingualText("数值", "Figure"))
                .row("企业 enterprises", result.enterprises())
                .row("规则 rules", result.rules())
                .row("评估与不评估之比 assessing / not assessing", result.ratio())
                .row("无变化时再来一次，秒 once more, nothing changed, s", result.again())
                .row("2% 有新情况后只评估有变化的，家 what changed, after 2 % did", result.changed())
                .row("  秒 seconds", result.changedSeconds())
                .row("内存峰值 peak memory MB", result.peakMemoryMb())
                .row("机器 machine", result.machine());
        result.tablesMb().forEach((name, mb) -> table.row("  " + name + " MB", mb));
        return TextTable.stack(rounds, table);
    }
}
