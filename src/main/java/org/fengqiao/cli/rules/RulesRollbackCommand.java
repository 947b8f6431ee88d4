package org.fengqiao.cli.rules;

import jakarta.inject.Inject;
import org.fengqiao.governance.ReleaseRollback;
import org.fengqiao.policy.publication.Publication;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "rollback", description = "立即回退到以前启用过的版本 / Make a former release live again, at once")
public class RulesRollbackCommand extends PublicationCommand {
    @Parameters(paramLabel = "RELEASE", description = "版本编号，见 rules history / id of the release, see rules history")
    String release;

    @Inject
    ReleaseRollback rollback;

    @Override
    Publication publish(String approver) {
        return rollback.rollBack(release, approver, reason);
    }
}
