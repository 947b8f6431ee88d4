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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "approve", description = "审批草案：第二人签字 / Approve a draft: the second signature")
public class RulesApproveCommand implements Runnable {
    @Parameters(paramLabel = "DRAFT", description = "草案编号 / id of the draft")
    UUID draft;

    @Option(names = "--comment", required = true, description = "意见 / what you say to it")
    String comment;

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
        publishing.approve(draft, by.as(login, Roles.POLICY_APPROVER), comment);
        Drafts.Line now = drafts.one(draft);
        out.show(now, () -> Table.of(new Text("草案", "Draft"), new Text("状态", "State"))
                .row(now.id(), now.state()));
    }
}
