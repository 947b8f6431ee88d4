package org.fengqiao.cli;

import jakarta.inject.Inject;
import org.fengqiao.governance.Publishing;
import org.fengqiao.platform.AccountLogin;
import org.fengqiao.platform.Roles;
import org.fengqiao.policy.Publication;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "rollback", description = "立即回退到以前启用过的版本 / Make a former release live again, at once")
public class RulesRollbackCommand implements Runnable {
    @Parameters(paramLabel = "RELEASE", description = "版本编号，见 rules history / id of the release, see rules history")
    String release;

    @Option(names = "--reason", required = true, description = "理由 / why")
    String reason;

    @Mixin
    SignIn by;

    @Mixin
    Output out;

    @Inject
    Publishing publishing;

    @Inject
    AccountLogin login;

    @Override
    public void run() {
        Publication made = publishing.rollBack(release, by.as(login, Roles.POLICY_APPROVER), reason);
        out.show(made, () -> RulesPublishCommand.shown(made));
    }
}
