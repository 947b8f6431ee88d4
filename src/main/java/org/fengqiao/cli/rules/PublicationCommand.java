package org.fengqiao.cli.rules;

import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.SignIn;
import org.fengqiao.cli.console.TextTable;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.publication.Publication;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a release live, for a reason, and prints the record of it. */
abstract class PublicationCommand implements Runnable {
    @Option(names = "--reason", required = true, description = "理由 / why")
    String reason;

    @Mixin
    SignIn by;

    @Mixin
    CommandOutput out;

    abstract Publication publish(String approver);

    @Override
    public void run() {
        Publication publication = publish(by.authenticate(Roles.POLICY_APPROVER));
        out.show(publication, () -> TextTable.of(
                        new BilingualText("记录", "Record"),
                        new BilingualText("版本", "Release"),
                        new BilingualText("生效", "Live from"))
                .row(publication.number(), publication.releaseId(), publication.liveFrom()));
    }
}
