package org.fengqiao.cli.alerts;

import jakarta.inject.Inject;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.policy.Tier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "alerts",
        description = "未结的预警，最严重的在前；确认、移交、关闭 / Open alerts, gravest first; acknowledge, hand over and close them",
        subcommands = {
            AlertsAcknowledgeCommand.class,
            AlertsWithdrawCommand.class,
            AlertsTransferCommand.class,
            AlertsAskCommand.class,
            AlertsCloseCommand.class,
            AlertsRaiseCommand.class
        })
public class AlertsCommand implements Runnable {
    @Option(names = "--top", defaultValue = "20", description = "最多几条，至多 200 / how many, at most 200")
    int top;

    @Option(names = "--tier", description = "RED, ORANGE, YELLOW, BLUE")
    Tier tier;

    @Mixin
    CommandOutput out;

    @Inject
    TopAlerts alerts;

    @Override
    public void run() {
        out.show(alerts.list(tier, top), () -> alerts.printed(tier, top));
    }
}
