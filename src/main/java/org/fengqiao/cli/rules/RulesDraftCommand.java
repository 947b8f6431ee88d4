package org.fengqiao.cli.rules;

import jakarta.inject.Inject;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.SignIn;
import org.fengqiao.cli.console.TextTable;
import org.fengqiao.governance.DraftService;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.text.BilingualText;
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
    CommandOutput out;

    @Inject
    DraftService drafts;

    @Override
    public void run() {
        DraftService.DraftSummary made = drafts.get(drafts.start(title, from, by.authenticate(Roles.POLICY_EDITOR)));
        out.show(made, () -> TextTable.of(new BilingualText("草案", "Draft"), new BilingualText("基于", "From"))
                .row(made.id(), made.baseRelease()));
    }
}
