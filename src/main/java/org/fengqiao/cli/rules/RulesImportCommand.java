package org.fengqiao.cli.rules;

import jakarta.inject.Inject;
import java.nio.file.Path;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.SignIn;
import org.fengqiao.cli.console.TextTable;
import org.fengqiao.governance.DraftService;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.content.ReleaseFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = "把规则库文件夹建成草案，照常审批 / Make a draft of a rule base folder, to be reviewed like any other")
public class RulesImportCommand implements Runnable {
    @Parameters(paramLabel = "DIR", description = "规则库文件夹 / folder of the rule base")
    Path folder;

    @Option(names = "--title", description = "改什么、为什么 / what is changed and why")
    String title;

    @Mixin
    SignIn by;

    @Mixin
    CommandOutput out;

    @Inject
    DraftService drafts;

    @Override
    public void run() {
        String user = by.authenticate(Roles.POLICY_EDITOR);
        String said = title == null ? folder.toString() : title;
        DraftService.DraftSummary made = drafts.get(drafts.start(said, ReleaseFiles.ofFolder(folder), user));
        out.show(made, () -> TextTable.of(
                        new BilingualText("草案", "Draft"),
                        new BilingualText("内容", "Content"),
                        new BilingualText("基于", "From"))
                .row(made.id(), made.contentId(), made.baseRelease()));
    }
}
