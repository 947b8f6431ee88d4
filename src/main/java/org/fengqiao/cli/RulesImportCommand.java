package org.fengqiao.cli;

import jakarta.inject.Inject;
import java.nio.file.Path;
import org.fengqiao.governance.Drafts;
import org.fengqiao.platform.AccountLogin;
import org.fengqiao.platform.Roles;
import org.fengqiao.platform.Text;
import org.fengqiao.policy.ReleaseReader;
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
    Output out;

    @Inject
    Drafts drafts;

    @Inject
    AccountLogin login;

    @Override
    public void run() {
        String user = by.as(login, Roles.POLICY_EDITOR);
        String said = title == null ? folder.toString() : title;
        Drafts.Line made = drafts.one(drafts.start(said, ReleaseReader.filesOf(folder), user));
        out.show(made, () -> Table.of(new Text("草案", "Draft"), new Text("内容", "Content"), new Text("基于", "From"))
                .row(made.id(), made.contentId(), made.baseRelease()));
    }
}
