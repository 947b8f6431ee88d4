package org.fengqiao.cli.rules;

import org.fengqiao.platform.security.Roles;
import picocli.CommandLine.Command;

@Command(name = "submit", description = "提交草案待审批 / Put a draft before the approvers")
public class RulesSubmitCommand extends DraftStepCommand {
    @Override
    void take() {
        review.submit(draft, by.authenticate(Roles.POLICY_EDITOR));
    }
}
