package org.fengqiao.cli;

import jakarta.inject.Inject;
import java.util.UUID;
import org.fengqiao.response.AlertActions;
import org.fengqiao.response.AlertActions.Done;
import org.fengqiao.response.AlertActions.Said;
import org.fengqiao.response.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "close",
        description = "关闭一条预警；红色和橙色须由另一人复核 / Close an alert; at RED and ORANGE a second person checks first")
public class AlertsCloseCommand implements Runnable {
    @Parameters(paramLabel = "ALERT", description = "预警编号 / id of the alert")
    UUID alert;

    @Option(
            names = "--outcome",
            required = true,
            description = "结果 / how it ended: AVERTED, HAPPENED, FALSE_ALARM, MERGED")
    Outcome outcome;

    @Option(names = "--note", required = true, description = "做了什么、看到什么 / what was done or seen")
    String note;

    @Option(names = "--attachment", description = "证据文件的SHA-256 / SHA-256 of the file that proves it")
    String attachment;

    @Option(names = "--into", description = "MERGED 时并入的预警 / with MERGED the alert it goes into")
    UUID into;

    @Mixin
    SignIn by;

    @Mixin
    Output out;

    @Inject
    AlertActions actions;

    @Inject
    AlertSteps steps;

    @Override
    public void run() {
        String user = steps.userFor(alert, by);
        if (into != null) steps.userFor(into, by);
        Done done = actions.close(alert, user, outcome, into, new Said(note, attachment));
        out.show(done, () -> AlertSteps.printed(done));
    }
}
