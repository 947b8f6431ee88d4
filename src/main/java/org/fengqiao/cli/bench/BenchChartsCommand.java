package org.fengqiao.cli.bench;

import java.nio.file.Path;
import java.util.List;
import org.fengqiao.bench.chart.BenchCharts;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.NoDatabaseCommand;
import org.fengqiao.cli.console.TextTable;
import org.fengqiao.platform.text.BilingualText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "charts",
        description = {
            "把 bench assess、pass、event 的 --json 结果画成图，存在同一文件夹",
            "Draw pictures of what bench assess, pass and event printed with --json, into the same folder"
        })
public class BenchChartsCommand implements Runnable, NoDatabaseCommand {
    @Parameters(
            paramLabel = "FOLDER",
            description =
                    "存放 assess*.json、pass*.json、event*.json 的文件夹 / folder of assess*.json, pass*.json, event*.json")
    Path folder;

    @Mixin
    CommandOutput out;

    @Override
    public void run() {
        List<BenchCharts.ChartResult> drawn = BenchCharts.draw(folder);
        out.show(drawn, () -> table(drawn));
    }

    private CommandOutput.Printable table(List<BenchCharts.ChartResult> drawn) {
        TextTable table = TextTable.of(new BilingualText("图", "Picture"), new BilingualText("结果", "Result"));
        for (BenchCharts.ChartResult one : drawn) {
            table.row(
                    one.picture(),
                    one.written()
                            ? out.localized(new BilingualText("已写入", "written"))
                            : out.localized(new BilingualText("跳过，需要 ", "skipped, needs ")) + one.needs());
        }
        return table;
    }
}
