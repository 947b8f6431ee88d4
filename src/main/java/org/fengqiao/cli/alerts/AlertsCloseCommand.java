package org.fengqiao.cli.alerts;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.fengqiao.alerting.AlertOutcome;
import org.fengqiao.platform.attachment.AttachmentUpload;
import org.fengqiao.platform.attachment.AttachmentView;
import org.fengqiao.response.AlertClosing;
import org.fengqiao.response.StepNote;
import org.fengqiao.response.StepResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "close",
        description = "关闭一条预警；红色和橙色须由另一人复核 / Close an alert; at RED and ORANGE a second person checks first")
public class AlertsCloseCommand extends AlertStepCommand {
    @Option(
            names = "--outcome",
            required = true,
            description = "结果 / how it ended: AVERTED, HAPPENED, FALSE_ALARM, MERGED")
    AlertOutcome outcome;

    @Option(names = "--note", required = true, description = "做了什么、看到什么 / what was done or seen")
    String note;

    @Option(
            names = "--attachment",
            paramLabel = "FILE",
            description = "证据文件，可多次给出 / a file that proves it; may be given several times")
    List<Path> files = List.of();

    @Option(names = "--into", description = "MERGED 时并入的预警 / with MERGED the alert it goes into")
    UUID into;

    @Inject
    AlertClosing closing;

    @Inject
    AttachmentUpload uploads;

    @Override
    StepResult take(String username) {
        if (into != null) requireUser(into);
        String area = actions.scopeOf(alert).areaPath();
        List<UUID> attachments = files.stream()
                .map(file -> uploads.upload(file, file.getFileName().toString(), username, area))
                .map(AttachmentView::id)
                .toList();
        return closing.close(alert, username, outcome, into, new StepNote(note, attachments));
    }
}
