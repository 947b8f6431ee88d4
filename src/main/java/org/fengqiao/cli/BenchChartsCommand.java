package org.fengqiao.cli;

import java.nio.file.Path;
import java.util.List;
import org.fengqiao.bench.Charts;
import org.fengqiao.platform.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "charts",
        description = {
            "把 bench assess、pass、event 的 --json 结果画成图，存在同一文件夹",
            "Draw pictures of what bench assess, pass and event printed with --json, into the same folder"
        })
public class BenchChartsCommand implements Runnable, WithoutDatabase {
    @Parameters(
            paramLabel = "FOLDER",
            description =
                    "存放 assess*.json、pass*.json、event*.json 的文件夹 / folder of assess*.json, pass*.json, event*.json")
    Path folder;

    @Mixin
    Output out;

    @Override
    public void run() {
        List<Charts.Drawn> drawn = Charts.draw(folder);
        out.show(drawn, () -> table(drawn));
    }

    private Output.Printed table(List<Charts.Drawn> drawn) {
        Table table = Table.of(new Text("图", "Picture"), new Text("结果", "Result"));
        for (Charts.Drawn one : drawn) {
            table.row(
                    one.picture(),
                    one.written()
                            ? out.in(new Text("已写入", "written"))
                            : out.in(new Text("跳过，需要 ", "skipped, needs ")) + one.needs());
        }
        return table;
    }
}
