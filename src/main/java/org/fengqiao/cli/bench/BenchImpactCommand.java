package org.fengqiao.cli.bench;

import jakarta.inject.Inject;
import org.fengqiao.bench.ImpactBench;
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
        name = "impact",
        description = "对全部企业试算一处改动要多久 / How long it takes to try a change of rules on every enterprise")
public class BenchImpactCommand implements Runnable {
    @Option(names = "--rounds", defaultValue = "2", description = "各测几次 / times each is measured")
    int rounds;

    @Mixin
    CommandOutput out;

    @Inject
    ImpactBench bench;

    @Inject
    TierCounts counts;

    @Override
    public void run() {
        if (rounds < 1) throw ProblemException.invalid("rounds", "--rounds 至少为1", "--rounds is at least 1");
        long total = counts.enterprises();
        try (ProgressLine progress = out.progress(new BilingualText("试算", "Trying"))) {
            ImpactBench.Result result = bench.run(rounds, done -> progress.at(done, total));
            out.show(result, () -> printed(result));
        }
    }

    private static CommandOutput.Printable printed(ImpactBench.Result result) {
        TextTable rounds = TextTable.of(
                new BilingualText("改动", "Change"),
                new BilingualText("企业", "Enterprises"),
                new BilingualText("重新评估", "Reassessed"),
                new BilingualText("等级变化", "Tier changes"),
                new BilingualText("新预警", "New alerts"),
                new BilingualText("消失", "Gone"),
                new BilingualText("秒", "Seconds"));
        for (ImpactBench.Round round : result.rounds()) {
            rounds.row(
                    round.what(),
                    round.enterprises(),
                    round.reassessed(),
                    round.tierChanges(),
                    round.appeared(),
                    round.gone(),
                    round.seconds());
        }
        TextTable where = TextTable.of(new BilingualText("在哪里测", "Measured on"), new BilingualText("", ""))
                .row("规则版本 release", result.release())
                .row("内存峰值 peak memory MB", result.peakMemoryMb())
                .row("机器 machine", result.machine());
        return TextTable.stack(rounds, where);
    }
}
