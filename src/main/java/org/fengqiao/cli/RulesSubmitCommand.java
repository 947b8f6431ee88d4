package org.fengqiao.cli;

import jakarta.inject.Inject;
import java.util.UUID;
import org.fengqiao.governance.Drafts;
import org.fengqiao.governance.Publishing;
import org.fengqiao.platform.AccountLogin;
import org.fengqiao.platform.Roles;
import org.fengqiao.platform.Text;
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
    Output out;

    @Inject
    Publishing publishing;

    @Inject
    Drafts drafts;

    @Inject
    AccountLogin login;

    @Override
    public void run() {
        publishing.submit(draft, by.as(login, Roles.POLICY_EDITOR));
        Drafts.Line now = drafts.one(draft);
        out.show(now, () -> Table.of(new Text("草案", "Draft"), new Text("状态", "State"))
                .row(now.id(), now.state()));
    }
}
