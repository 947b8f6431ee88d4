package org.fengqiao.cli;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.fengqiao.assessment.live.LiveAssessor;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.ProgressLine;
import org.fengqiao.cli.console.TextTable;
import org.fengqiao.inquiry.enterprise.TierCounts;
import org.fengqiao.pipeline.AssessmentPass;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.content.ReleaseReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "assess",
        description = {
            "评估有变化的企业并发出预警；规则变了则评估全部 / Assess every enterprise of which something changed, all of them"
                    + " where the rules did, and raise the alerts that follow",
            "中断后再次运行，会从断点继续 / Run it again after an interruption and it goes on from there"
        })
public class AssessCommand implements Runnable {
    @Option(
            names = "--rules",
            description = "先启用这个规则库文件夹，默认用已启用的版本 / put this rule base to use first; by default the live release")
    Path rules;

    @Option(names = "--all", description = "全部企业，不只是有变化的 / every enterprise, not only what changed")
    boolean all;

    @Option(
            names = "--as-of",
            description = "按某日结束时所知评估，如 2022-06-07 / with what was known at the end of a day, such as 2022-06-07")
    LocalDate asOf;

    @Mixin
    CommandOutput out;

    @Inject
    LiveAssessor live;

    @Inject
    AssessmentPass pass;

    @Inject
    TierCounts counts;

    /** What the command prints. */
    record Result(AssessmentPass.PassSummary pass, Map<String, Long> tiers) {}

    @Override
    public void run() {
        if (rules != null) live.switchTo(ReleaseReader.read(rules), "cli:" + System.getProperty("user.name"));
        Optional<Instant> at = Optional.ofNullable(asOf).map(Time::endOfDay);
        Result result =
                run(pass, counts, at, all ? AssessmentPass.Scope.EVERYBODY : AssessmentPass.Scope.WHAT_CHANGED, out);
        out.show(result, () -> table(result));
    }

    static Result run(
            AssessmentPass pass,
            TierCounts counts,
            Optional<Instant> at,
            AssessmentPass.Scope scope,
            CommandOutput out) {
        long total = counts.enterprises();
        try (ProgressLine progress = out.progress(new BilingualText("评估", "Assessing"))) {
            AssessmentPass.PassSummary report = at.isPresent()
                    ? pass.run(at.get(), done -> progress.at(done, total))
                    : pass.run(scope, done -> progress.at(done, total));
            return new Result(report, counts.labour());
        }
    }

    static TextTable table(Result result) {
        AssessmentPass.PassSummary report = result.pass();
        TextTable table = TextTable.of(new BilingualText("项目", "What"), new BilingualText("数量", "How many"))
                .row("规则版本 release", report.release())
                .row("时点 as of", report.at())
                .row("范围 scope", report.everybody() ? "全部 everybody" : "有变化的 what changed")
                .row("企业 enterprises", report.assessed() + (report.resumed() ? " (续前次 resumed)" : ""))
                .row("变化 changed", report.changed())
                .row("新预警 alerts raised", report.raised())
                .row("升级 alerts upgraded", report.upgraded())
                .row("秒 seconds", report.seconds());
        result.tiers().forEach((tier, count) -> table.row("  " + tier, count));
        return table;
    }
}
