package org.fengqiao.cli.rules;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.fengqiao.assessment.drools.DroolsEngine;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.ConsoleLanguage;
import org.fengqiao.cli.console.NoDatabaseCommand;
import org.fengqiao.cli.console.TextTable;
import org.fengqiao.governance.cases.RuleCaseResult;
import org.fengqiao.governance.check.ValidationReport;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.content.ContentProblem;
import org.fengqiao.policy.content.ReleaseFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "check",
        description = {
            "检查规则库文件夹并运行全部案例；有问题时退出码为1",
            "Check the folder of a rule base and run all its cases; exits with 1 when something is found"
        })
public class RulesCheckCommand implements Callable<Integer>, NoDatabaseCommand {
    private static final int FOUND = 1;

    @Parameters(paramLabel = "DIR", description = "规则库文件夹 / folder of the rule base")
    Path folder;

    @Mixin
    CommandOutput out;

    /** What the command prints. */
    record Result(
            String base,
            String release,
            int rules,
            int cases,
            List<ContentProblem> findings,
            List<RuleCaseResult> failedCases,
            double seconds) {}

    @Override
    public Integer call() {
        InstantSource clock = Time.systemClock();
        Instant began = clock.instant();
        String base = folder.toAbsolutePath().normalize().getFileName().toString();
        ValidationReport verdict = ValidationReport.of(base, ReleaseFiles.ofFolder(folder), DroolsEngine::compile);
        double seconds = Duration.between(began, clock.instant()).toMillis() / 1000.0;
        List<RuleCaseResult> failed = verdict.failedCases();
        Result result = new Result(
                base, verdict.release(), verdict.rules(), verdict.cases().size(), verdict.problems(), failed, seconds);
        out.show(result, () -> language -> printed(result, language));
        return verdict.problems().isEmpty() && failed.isEmpty() ? 0 : FOUND;
    }

    private static String printed(Result result, ConsoleLanguage language) {
        StringBuilder text = new StringBuilder();
        if (!result.findings().isEmpty()) {
            TextTable table = TextTable.of(
                    new BilingualText("位置", "Where"),
                    new BilingualText("代码", "Code"),
                    new BilingualText("问题和办法", "What, and what to do"));
            for (ContentProblem finding : result.findings()) {
                table.row(place(finding), finding.code(), language.of(finding.text()));
            }
            text.append(table.print(language)).append("\n\n");
            for (ContentProblem finding : result.findings()) {
                if (!finding.counterExample().isEmpty())
                    text.append(finding.counterExample()).append('\n');
            }
        }
        if (!result.failedCases().isEmpty()) {
            TextTable table = TextTable.of(
                    new BilingualText("案例", "Case"),
                    new BilingualText("项", "What"),
                    new BilingualText("期望", "Expected"),
                    new BilingualText("实际", "Actual"));
            for (RuleCaseResult failed : result.failedCases()) {
                failed.expectations().stream()
                        .filter(line -> !line.met())
                        .forEach(line -> table.row(
                                failed.file() + ":" + failed.row(), line.what(), line.expected(), line.actual()));
            }
            text.append(table.print(language)).append("\n\n");
        }
        return text.append(language.of(new BilingualText(
                        result.rules() + "条规则，" + result.cases() + "个案例：问题"
                                + result.findings().size() + "处，未通过的案例"
                                + result.failedCases().size() + "个，用时" + result.seconds() + "秒",
                        result.rules() + " rules, " + result.cases() + " cases: "
                                + result.findings().size()
                                + " finding(s), " + result.failedCases().size() + " failed case(s), "
                                + result.seconds() + " s")))
                .toString();
    }

    private static String place(ContentProblem finding) {
        String column = finding.column().isEmpty() ? "" : " [" + finding.column() + "]";
        return finding.file() + (finding.row() == 0 ? "" : ":" + finding.row()) + column;
    }
}
