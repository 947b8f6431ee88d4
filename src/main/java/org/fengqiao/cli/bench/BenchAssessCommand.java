package org.fengqiao.cli.bench;

import java.nio.file.Path;
import java.util.Locale;
import org.fengqiao.bench.assess.AssessBench;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.NoDatabaseCommand;
import org.fengqiao.cli.console.ProgressLine;
import org.fengqiao.cli.console.TextTable;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.content.ReleaseReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "assess",
        description = {
            "单线程、不用数据库：手写 Java、本系统、每家企业一个 Drools 会话轮流评估，并核对结果一致",
            "One thread, no database: plain Java, ours and a Drools session for each enterprise take turns and must agree"
        })
public class BenchAssessCommand implements Runnable, NoDatabaseCommand {
    private static final int MOST_ENTERPRISES = 500_000;

    @Option(
            names = "--enterprises",
            defaultValue = "100000",
            description = "随机企业数 / how many random enterprises [${DEFAULT-VALUE}]")
    int enterprises;

    @Option(
            names = "--rounds",
            defaultValue = "9",
            description = "计时的轮数，取中位数 / rounds that are timed, the median counts [${DEFAULT-VALUE}]")
    int rounds;

    @Option(
            names = "--rules",
            description = "删减或拆分规则到这个数目，默认用原规则库 / rules left out or cut up to this number, by default as they are")
    int rules;

    @Option(
            names = "--base",
            defaultValue = "${env:FENGQIAO_RULES:-rules/shenzhen-labour}",
            description = "规则库文件夹 / folder of the rule base")
    Path base;

    @Mixin
    CommandOutput out;

    @Override
    public void run() {
        if (enterprises < 1 || enterprises > MOST_ENTERPRISES || rounds < 1 || rules < 0) {
            throw ProblemException.invalid(
                    "bench-out-of-range",
                    "--enterprises 应在1到" + MOST_ENTERPRISES + "之间，--rounds 至少为1，--rules 不能为负数",
                    "--enterprises must be between 1 and " + MOST_ENTERPRISES
                            + ", --rounds at least 1 and --rules not negative");
        }
        Release release = ReleaseReader.read(base);
        AssessBench.Report report;
        try (ProgressLine progress = out.progress(new BilingualText("轮次", "Rounds"))) {
            report = AssessBench.run(release, rules, enterprises, rounds, done -> progress.at(done, 0));
        }
        out.show(report, () -> table(report));
    }

    private static TextTable table(AssessBench.Report report) {
        TextTable table = TextTable.of(
                new BilingualText("方式", "Way"),
                new BilingualText("家/秒", "Enterprises/s"),
                new BilingualText("家/CPU秒", "Enterprises/CPU s"),
                new BilingualText("字节/家", "Bytes each"));
        for (AssessBench.Contender way : report.ways()) {
            table.row(way.name(), rate(way.perSecond()), rate(way.perCpuSecond()), way.bytesEach());
        }
        row(table, "与手写之比 to hand-written", report.toHandWritten());
        row(table, "与每家一会话之比 to a session each", report.toSessionEach());
        row(table, "结果一致 equal results", report.equal());
        row(table, "规则 rules", report.rules());
        row(table, "触发过的规则 rules that fired", report.rulesFired());
        row(table, "指标 indicators", report.indicators());
        row(table, "每家观测 observations each", report.observationsEach());
        row(table, "每家发现 findings each", report.findingsEach());
        row(table, "编译秒数 seconds to compile", report.compileSeconds());
        row(table, "内存峰值 peak memory MB", report.peakMemoryMb());
        row(table, "处理器 processor", report.machine().processor());
        row(table, "Java", report.machine().java());
        return table;
    }

    private static void row(TextTable table, String what, Object value) {
        table.row(what, value, "", "");
    }

    private static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%,.0f", perSecond);
    }
}
