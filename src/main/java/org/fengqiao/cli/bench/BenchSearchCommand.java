package org.fengqiao.cli.bench;

import jakarta.inject.Inject;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.fengqiao.bench.SearchBench;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.ProgressLine;
import org.fengqiao.cli.console.TextTable;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.text.BilingualText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "search",
        description = {
            "在全市企业中按名称中任意两个字搜索要多久，索引多大、使导入慢多少 / How long a search by any two characters of a name takes"
                    + " in a whole city, how large its index is and what it costs an import",
            "在空的数据目录中运行，自行填充 / In a data folder of its own, which it fills"
        })
public class BenchSearchCommand implements Runnable {
    @Option(names = "--enterprises", defaultValue = "2600000", description = "企业数 / enterprises")
    int enterprises;

    @Option(names = "--names", defaultValue = "1000", description = "用多少个名称的每两个字搜索 / names whose parts are searched")
    int names;

    @Option(names = "--compare", defaultValue = "200", description = "与逐行查找比较多少次 / results compared with reading all")
    int compare;

    @Mixin
    CommandOutput out;

    @ConfigProperty(name = "fengqiao.data", defaultValue = "data")
    Path data;

    @Inject
    SearchBench bench;

    @Override
    public void run() {
        if (enterprises < 1_000 || names < 1 || compare < 0) {
            throw ProblemException.invalid(
                    "enterprises-or-names",
                    "--enterprises 至少1000，--names 至少1",
                    "--enterprises is at least 1000, --names at least 1");
        }
        if (!bench.isFillable()) {
            throw new ProblemException(
                    ErrorKind.WRONG_STATE,
                    "not-empty",
                    "这里已有企业，而测量要填充数据。请换一个空的目录：FENGQIAO_DATA=bench-search ./fengqiao bench search",
                    "There are enterprises here, and measuring fills in data. Use an empty folder:"
                            + " FENGQIAO_DATA=bench-search ./fengqiao bench search");
        }
        try (ProgressLine progress = out.progress(new BilingualText("填充与搜索", "Filling and searching"))) {
            SearchBench.Result result = bench.run(
                    enterprises, names, compare, data.resolve("bench"), done -> progress.at(done, enterprises));
            out.show(result, () -> printed(result));
            if (result.different() > 0) {
                throw new ProblemException(
                        ErrorKind.UNAVAILABLE,
                        "search-differs",
                        "有搜索结果与逐行查找不同，见上表",
                        "Some results differ from those of reading all, see above");
            }
        }
    }

    private static CommandOutput.Printable printed(SearchBench.Result result) {
        TextTable timings = TextTable.of(
                new BilingualText("谁", "Who"),
                new BilingualText("搜索次数", "Searches"),
                new BilingualText("p50 毫秒", "p50 ms"),
                new BilingualText("p95", "p95"),
                new BilingualText("p99", "p99"),
                new BilingualText("最大", "max"));
        result.timings()
                .forEach(timing -> timings.row(
                        timing.who(),
                        timing.searches(),
                        timing.p50Ms(),
                        timing.p95Ms(),
                        timing.p99Ms(),
                        timing.maxMs()));
        TextTable where = TextTable.of(new BilingualText("项目", "What"), new BilingualText("数值", "Figure"))
                .row("企业 enterprises", result.enterprises())
                .row("索引 index MB", result.indexMb())
                .row("企业表含索引 table with indexes MB", result.tableMb())
                .row("导入秒数 import, s", result.filling().importSeconds())
                .row("无此索引的导入秒数 import without the index, s", result.filling().importSecondsWithoutIndex())
                .row(
                        "事后建索引秒数 building the index afterwards, s",
                        result.filling().indexSeconds())
                .row("与逐行查找比较 compared with reading all", result.compared())
                .row("  不同 different", result.different())
                .row("机器 machine", result.machine());
        return TextTable.stack(timings, where);
    }
}
