package org.fengqiao.cli;

import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.fengqiao.governance.Examination;
import org.fengqiao.governance.content.Change;
import org.fengqiao.platform.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "diff", description = "草案与其来源版本的差异 / What a draft changes of the release it came from")
public class RulesDiffCommand implements Runnable {
    @Parameters(paramLabel = "DRAFT", description = "草案编号 / id of the draft")
    UUID draft;

    @Option(names = "--live", description = "与现行版本比较 / compare with the live release instead")
    boolean live;

    @Mixin
    Output out;

    @Inject
    Examination examination;

    @Override
    public void run() {
        List<Change> changes = examination.difference(draft, live);
        out.show(changes, () -> {
            Table table = Table.of(
                    new Text("改动", "Change"),
                    new Text("文件", "File"),
                    new Text("行", "Row"),
                    new Text("列", "Column"),
                    new Text("原", "Before"),
                    new Text("新", "After"));
            for (Change one : changes) {
                table.row(one.kind(), one.file(), one.row(), one.column(), brief(one.before()), brief(one.after()));
            }
            return table;
        });
    }

    private static String brief(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() > 60 ? line.substring(0, 60) + "…" : line;
    }
}
