package org.fengqiao.cli.alerts;

import jakarta.inject.Inject;
import org.fengqiao.response.StepResult;
import org.fengqiao.response.StepWithdrawals;
import picocli.CommandLine.Command;

@Command(name = "withdraw", description = "数秒内撤回自己的签收 / Take your acknowledgement back, within seconds")
public class AlertsWithdrawCommand extends AlertStepCommand {
    @Inject
    StepWithdrawals withdrawals;

    @Override
    StepResult take(String username) {
        return withdrawals.acknowledgement(alert, username);
    }
}
