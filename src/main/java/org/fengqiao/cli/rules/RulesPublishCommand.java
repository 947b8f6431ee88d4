package org.fengqiao.cli.rules;

import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.SignIn;
import org.fengqiao.cli.console.TextTable;
import org.fengqiao.governance.ReleasePublisher;
import org.fengqiao.platform.security.AccountLogin;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.publication.Publication;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "publish", description = "发布已审批的草案 / Make an approved draft the live release")
public class RulesPublishCommand implements Runnable {
    @Parameters(paramLabel = "DRAFT", description = "草案编号 / id of the draft")
    UUID draft;

    @Option(names = "--reason", required = true, description = "理由 / why")
    String reason;

    @Option(names = "--from", description = "生效时间，如 2027-01-01T00:00:00+08:00，默认立即 / from when on, by default at once")
    OffsetDateTime from;

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
        Instant when = from == null ? null : from.toInstant();
        Publication made = publishing.publish(draft, by.authenticate(login, Roles.POLICY_APPROVER), when, reason);
        out.show(made, () -> shown(made));
    }

    static TextTable shown(Publication made) {
        return TextTable.of(
                        new BilingualText("记录", "Record"),
                        new BilingualText("版本", "Release"),
                        new BilingualText("生效", "Live from"))
                .row(made.number(), made.releaseId(), made.liveFrom());
    }
}
