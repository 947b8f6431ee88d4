package org.fengqiao.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.drools.DroolsEngine;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.ConsoleLanguage;
import org.fengqiao.cli.console.NoDatabaseCommand;
import org.fengqiao.cli.console.ProgressLine;
import org.fengqiao.governance.trial.Backtest;
import org.fengqiao.governance.trial.BacktestPeriod;
import org.fengqiao.intake.file.FileHistory;
import org.fengqiao.intake.mapping.Mapping;
import org.fengqiao.intake.mapping.MappingReader;
import org.fengqiao.pipeline.ReleaseIndicatorCatalogue;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.Time;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.content.ReleaseReader;
import org.fengqiao.registry.observation.Observation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "backtest",
        description = {
            "用历史检验规则库：只用当日已知的情况评分，再看此后一年发生了什么",
            "Try a rule base on history: score with what was known on a day, then see what happened in the year from it"
        })
public class BacktestCommand implements Runnable, NoDatabaseCommand {
    @Parameters(paramLabel = "FILE", description = "历史数据文件，可为 gzip / the file of history, plain or gzip")
    Path file;

    @Option(
            names = "--source",
            description = "映射名称或文件，默认与文件同名 / name or path of the mapping, by default the file's own name")
    String source;

    @Option(names = "--rules", required = true, description = "规则库文件夹 / folder of the rule base")
    Path rules;

    @Option(
            names = "--train",
            required = true,
            description = "训练日，如 2019-01-01：分值据此后一年调定 / the day whose following year the points were tuned on")
    LocalDate train;

    @Option(
            names = "--test",
            required = true,
            description = "检验日，如 2020-01-01，至少在训练日一年之后 / the day to test on, a year or more after that")
    LocalDate test;

    @Option(
            names = "--outcome",
            defaultValue = "3",
            description = "一年内新增报告达到几件，默认 3 / how many new reports within a year to foresee, by default 3")
    int outcome;

    @Mixin
    CommandOutput out;

    /** What the command prints. */
    record Result(
            String source,
            long rows,
            long rejected,
            Map<String, Long> rejectedBy,
            LocalDate through,
            String rules,
            String release,
            int outcome,
            BacktestPeriod train,
            BacktestPeriod test,
            double expectedPositives,
            double seconds) {}

    @Override
    public void run() {
        Backtest.check(train, test, outcome);
        InstantSource clock = Time.systemClock();
        Instant began = clock.instant();
        String name = source == null ? ImportDispatcher.sourceOf(file) : source;
        Mapping mapping = MappingReader.load(name);
        Release release = ReleaseReader.read(rules);
        FileHistory history = history(mapping, release, began);
        Assessor assessor = Assessor.of(release, DroolsEngine::compile);
        Backtest.BacktestResult found = new Backtest(assessor, history.observations(), outcome).run(train, test);
        Result result = new Result(
                mapping.source(),
                history.rows(),
                sum(history.rejectedBy()),
                history.rejectedBy(),
                lastDay(history),
                release.base(),
                release.id(),
                outcome,
                found.train(),
                found.test(),
                found.expectedPositives(),
                Duration.between(began, clock.instant()).toMillis() / 1000.0);
        if (Backtest.yearAfter(test).minusDays(1).isAfter(result.through())) {
            out.say(new BilingualText(
                    "注意：数据只到 " + result.through() + "，检验期不满一年，结果偏少。",
                    "Mind: the data end on " + result.through()
                            + ", before the year from the test day does, so outcomes are missing."));
        }
        out.show(result, () -> language -> print(result, language));
    }

    private FileHistory history(Mapping mapping, Release release, Instant now) {
        FileHistory history;
        try (ProgressLine progress =
                out.progress(new BilingualText("读取 " + file.getFileName(), "Reading " + file.getFileName()))) {
            history = FileHistory.read(
                    file,
                    mapping,
                    new ReleaseIndicatorCatalogue(release),
                    now,
                    at -> progress.at(at.rows(), at.total()));
        }
        if (history.observations().isEmpty()) {
            throw ProblemException.invalid(
                    "backtest-no-history",
                    "文件的 " + history.rows() + " 行全部被拒收：" + history.rejectedBy() + "；请核对 --source，并确认规则库有该来源的指标",
                    "All " + history.rows() + " rows of the file were refused: " + history.rejectedBy()
                            + "; check --source, and that the rule base has the indicators of this source");
        }
        return history;
    }

    private static long sum(SortedMap<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static LocalDate lastDay(FileHistory history) {
        return history.observations().stream()
                .map(Observation::occurredAt)
                .max(Instant::compareTo)
                .map(last -> LocalDate.ofInstant(last, Time.CITY))
                .orElseThrow();
    }

    private String print(Result result, ConsoleLanguage language) {
        out.say(new BilingualText(
                "结果：自该日起一年内新增报告达到 " + result.outcome() + " 件。数据到 " + result.through() + "，"
                        + result.rows() + " 行，拒收 " + result.rejected() + " 行。规则库 " + result.rules() + " 版本 "
                        + result.release() + "，" + result.seconds() + " 秒。",
                "Outcome: " + result.outcome() + " or more new reports within a year of the day. Data through "
                        + result.through() + ", " + result.rows() + " rows, " + result.rejected()
                        + " refused. Rule base " + result.rules() + ", release " + result.release() + ", "
                        + result.seconds() + " s."));
        return BacktestTables.of(result).print(language);
    }
}
