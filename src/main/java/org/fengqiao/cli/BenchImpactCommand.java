package org.fengqiao.cli;

import jakarta.inject.Inject;
import org.fengqiao.bench.ImpactBench;
import org.fengqiao.inquiry.TierCounts;
import org.fengqiao.platform.Failure;
import org.fengqiao.platform.Text;
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
    Output out;

    @Inject
    ImpactBench bench;

    @Inject
    TierCounts counts;

    @Override
    public void run() {
        if (rounds < 1) throw Failure.invalid("rounds", "--rounds 至少为1", "--rounds is at least 1");
        long total = counts.enterprises();
        try (Progress progress = out.progress(new Text("试算", "Trying"))) {
            ImpactBench.Result result = bench.run(rounds, done -> progress.at(done, total));
            out.show(result, () -> printed(result));
        }
    }

    private static Output.Printed printed(ImpactBench.Result result) {
        Table rounds = Table.of(
                new Text("改动", "Change"),
                new Text("企业", "Enterprises"),
                new Text("重新评估", "Reassessed"),
                new Text("等级变化", "Tier changes"),
                new Text("新预警", "New alerts"),
                new Text("消失", "Gone"),
                new Text("秒", "Seconds"));
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
        Table where = Table.of(new Text("在哪里测", "Measured on"), new Text("", ""))
                .row("规则版本 release", result.release())
                .row("内存峰值 peak memory MB", result.peakMemoryMb())
                .row("机器 machine", result.machine());
        return language -> rounds.print(language) + System.lineSeparator().repeat(2) + where.print(language);
    }
}
