package org.fengqiao.cli;

import jakarta.inject.Inject;
import org.fengqiao.governance.Drafts;
import org.fengqiao.platform.AccountLogin;
import org.fengqiao.platform.Roles;
import org.fengqiao.platform.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "draft", description = "从某个版本建立草案 / Start a draft from a release")
public class RulesDraftCommand implements Runnable {
    @Parameters(paramLabel = "TITLE", description = "改什么、为什么 / what is changed and why")
    String title;

    @Option(names = "--from", description = "版本编号，默认现行版本 / id of a release, by default the live one")
    String from;

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
        Drafts.Line made = drafts.one(drafts.start(title, from, by.as(login, Roles.POLICY_EDITOR)));
        out.show(made, () -> Table.of(new Text("草案", "Draft"), new Text("基于", "From"))
                .row(made.id(), made.baseRelease()));
    }
}
