package org.fengqiao.cli.alerts;

import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.fengqiao.response.StepNote;
import org.fengqiao.response.StepResult;
import org.fengqiao.response.request.TransferService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "transfer",
        description = "把一条预警移交给另一岗位，由其接受或退回 / Offer an alert to another post, which accepts or returns it")
public class AlertsTransferCommand extends AlertStepCommand {
    @Option(names = "--to", required = true, description = "岗位编号 / id of the post")
    UUID post;

    @Option(names = "--note", required = true, description = "为什么移交 / why")
    String note;

    @Inject
    TransferService transfers;

    @Override
    StepResult take(String username) {
        return transfers.offer(alert, post, username, new StepNote(note, List.of()));
    }
}
