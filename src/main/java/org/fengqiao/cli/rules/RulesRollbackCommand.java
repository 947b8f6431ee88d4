package org.fengqiao.cli.rules;

import jakarta.inject.Inject;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.SignIn;
import org.fengqiao.governance.ReleasePublisher;
import org.fengqiao.platform.security.AccountLogin;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.policy.publication.Publication;
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
    CommandOutput out;

    @Inject
    ReleasePublisher publishing;

    @Inject
    AccountLogin login;

    @Override
    public void run() {
        Publication made = publishing.rollBack(release, by.authenticate(login, Roles.POLICY_APPROVER), reason);
        out.show(made, () -> RulesPublishCommand.shown(made));
    }
}
