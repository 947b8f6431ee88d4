package org.fengqiao.cli.rules;

import jakarta.inject.Inject;
import java.util.List;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.TextTable;
import org.fengqiao.governance.DraftService;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.publication.Releases;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "现行版本与在办草案 / The live release and the drafts under way")
public class RulesListCommand implements Runnable {
    @Option(names = "--all", description = "也列出已发布和废弃的 / also those published or discarded")
    boolean all;

    @Mixin
    CommandOutput out;

    @Inject
    DraftService drafts;

    @Inject
    Releases releases;

    /** What the command prints. */
    record Result(String live, List<DraftService.DraftSummary> drafts) {}

    @Override
    public void run() {
        Result result = new Result(releases.liveId(), drafts.list(all));
        out.show(result, () -> {
            out.say(new BilingualText("现行版本 " + result.live(), "Live release " + result.live()));
            TextTable table = TextTable.of(
                    new BilingualText("草案", "Draft"),
                    new BilingualText("状态", "State"),
                    new BilingualText("标题", "Title"),
                    new BilingualText("基于", "From"),
                    new BilingualText("内容", "Content"),
                    new BilingualText("作者", "Authors"));
            for (DraftService.DraftSummary line : result.drafts()) {
                table.row(
                        line.id(),
                        line.state(),
                        line.title(),
                        line.baseRelease(),
                        line.contentId(),
                        String.join(" ", line.authors()));
            }
            return table;
        });
    }
}
