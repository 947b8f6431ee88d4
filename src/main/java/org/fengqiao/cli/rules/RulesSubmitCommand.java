package org.fengqiao.cli.rules;

import jakarta.inject.Inject;
import java.util.UUID;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.SignIn;
import org.fengqiao.cli.console.TextTable;
import org.fengqiao.governance.DraftService;
import org.fengqiao.governance.ReleasePublisher;
import org.fengqiao.platform.security.AccountLogin;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.text.BilingualText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "submit", description = "提交草案待审批 / Put a draft before the approvers")
public class RulesSubmitCommand implements Runnable {
    @Parameters(paramLabel = "DRAFT", description = "草案编号 / id of the draft")
    UUID draft;

    @Mixin
    SignIn by;

    @Mixin
    CommandOutput out;

    @Inject
    ReleasePublisher publishing;

    @Inject
    DraftService drafts;

    @Inject
    AccountLogin login;

    @Override
    public void run() {
        publishing.submit(draft, by.authenticate(login, Roles.POLICY_EDITOR));
        DraftService.DraftSummary now = drafts.get(draft);
        out.show(now, () -> TextTable.of(new BilingualText("草案", "Draft"), new BilingualText("状态", "State"))
                .row(now.id(), now.state()));
    }
}
