package org.fengqiao.cli.alerts;

import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.SignIn;
import org.fengqiao.pipeline.ManualAlerts;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.enterprise.Enterprise;
import org.fengqiao.registry.enterprise.EnterpriseStore;
import org.fengqiao.response.StepNote;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "raise",
        description = "据现场所见提出预警；已有未结预警的并入其中 / Raise an alert from what was seen; it joins one that is open")
public class AlertsRaiseCommand implements Runnable {
    @Parameters(paramLabel = "ENTERPRISE", description = "企业编号 / id of the enterprise")
    UUID enterprise;

    @Option(names = "--tier", required = true, description = "RED, ORANGE, YELLOW, BLUE")
    Tier tier;

    @Option(names = "--note", required = true, description = "看到了什么 / what was seen")
    String note;

    @Mixin
    SignIn by;

    @Mixin
    CommandOutput out;

    @Inject
    ManualAlerts alerts;

    @Inject
    EnterpriseStore enterprises;

    @Override
    public void run() {
        Enterprise known = enterprises.find(enterprise).orElseThrow(() -> unknown(enterprise));
        String username = by.authenticateInArea(known.areaPath(), AlertStepCommand.LABOUR);
        AlertStepCommand.show(out, alerts.raise(enterprise, tier, username, new StepNote(note, List.of())));
    }

    private static ProblemException unknown(UUID id) {
        return ProblemException.notFound(
                "enterprise-unknown",
                "没有编号为 " + id + " 的企业；用 score 命令查找",
                "There is no enterprise " + id + "; look it up with the command score");
    }
}
