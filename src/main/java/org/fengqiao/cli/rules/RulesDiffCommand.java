package org.fengqiao.cli.rules;

import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.TextTable;
import org.fengqiao.governance.DraftValidator;
import org.fengqiao.governance.content.ContentChange;
import org.fengqiao.platform.text.BilingualText;
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
    CommandOutput out;

    @Inject
    DraftValidator validator;

    @Override
    public void run() {
        List<ContentChange> changes = validator.difference(draft, live);
        out.show(changes, () -> {
            TextTable table = TextTable.of(
                    new BilingualText("改动", "Change"),
                    new BilingualText("文件", "File"),
                    new BilingualText("行", "Row"),
                    new BilingualText("列", "Column"),
                    new BilingualText("原", "Before"),
                    new BilingualText("新", "After"));
            for (ContentChange one : changes) {
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
