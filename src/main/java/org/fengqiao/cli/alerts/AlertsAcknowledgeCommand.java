package org.fengqiao.cli.alerts;

import jakarta.inject.Inject;
import java.util.UUID;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.SignIn;
import org.fengqiao.response.AlertActions;
import org.fengqiao.response.AlertActions.StepNote;
import org.fengqiao.response.AlertActions.StepResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "acknowledge", description = "确认收到一条预警，不再通知 / Acknowledge an alert: nobody is told of it any longer")
public class AlertsAcknowledgeCommand implements Runnable {
    @Parameters(paramLabel = "ALERT", description = "预警编号 / id of the alert")
    UUID alert;

    @Option(names = "--note", description = "说明 / what you say to it")
    String note;

    @Mixin
    SignIn by;

    @Mixin
    CommandOutput out;

    @Inject
    AlertActions actions;

    @Inject
    AlertCommandSupport steps;

    @Override
    public void run() {
        StepResult done = actions.acknowledge(alert, steps.requireUser(alert, by), new StepNote(note, null));
        out.show(done, () -> AlertCommandSupport.table(done));
    }
}
