package org.fengqiao.cli.alerts;

import java.util.List;
import org.fengqiao.response.StepNote;
import org.fengqiao.response.StepResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "acknowledge", description = "确认收到一条预警，不再通知 / Acknowledge an alert: nobody is told of it any longer")
public class AlertsAcknowledgeCommand extends AlertStepCommand {
    @Option(names = "--note", description = "说明 / what you say to it")
    String note;

    @Override
    StepResult take(String username) {
        return actions.acknowledge(alert, username, new StepNote(note, List.of()));
    }
}
