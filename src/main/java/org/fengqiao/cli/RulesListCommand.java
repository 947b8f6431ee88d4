package org.fengqiao.cli;

import jakarta.inject.Inject;
import java.util.List;
import org.fengqiao.governance.Drafts;
import org.fengqiao.platform.Text;
import org.fengqiao.policy.Releases;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "现行版本与在办草案 / The live release and the drafts under way")
public class RulesListCommand implements Runnable {
    @Option(names = "--all", description = "也列出已发布和废弃的 / also those published or discarded")
    boolean all;

    @Mixin
    Output out;

    @Inject
    Drafts drafts;

    @Inject
    Releases releases;

    /** What the command prints. */
    record Result(String live, List<Drafts.Line> drafts) {}

    @Override
    public void run() {
        Result result = new Result(releases.liveId(), drafts.list(all));
        out.show(result, () -> {
            out.say(new Text("现行版本 " + result.live(), "Live release " + result.live()));
            Table table = Table.of(
                    new Text("草案", "Draft"),
                    new Text("状态", "State"),
                    new Text("标题", "Title"),
                    new Text("基于", "From"),
                    new Text("内容", "Content"),
                    new Text("作者", "Authors"));
            for (Drafts.Line line : result.drafts()) {
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
