package org.fengqiao.cli.rules;

import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.fengqiao.governance.ReleasePublisher;
import org.fengqiao.policy.publication.Publication;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "publish", description = "发布已审批的草案 / Make an approved draft the live release")
public class RulesPublishCommand extends PublicationCommand {
    @Parameters(paramLabel = "DRAFT", description = "草案编号 / id of the draft")
    UUID draft;

    @Option(names = "--from", description = "生效时间，如 2027-01-01T00:00:00+08:00，默认立即 / from when on, by default at once")
    OffsetDateTime from;

    @Inject
    ReleasePublisher publisher;

    @Override
    Publication publish(String approver) {
        return publisher.publish(draft, approver, from == null ? null : from.toInstant(), reason);
    }
}
