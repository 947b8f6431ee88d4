package org.fengqiao.cli.rules;

import org.fengqiao.platform.security.Roles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "approve", description = "审批草案：第二人签字 / Approve a draft: the second signature")
public class RulesApproveCommand extends DraftStepCommand {
    @Option(names = "--comment", required = true, description = "意见 / what you say to it")
    String comment;

    @Override
    void take() {
        review.approve(draft, by.authenticate(Roles.POLICY_APPROVER), comment);
    }
}
