package org.fengqiao.cli.rules;

import jakarta.inject.Inject;
import java.util.List;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.TextTable;
import org.fengqiao.platform.text.BilingualText;
import org.fengqiao.policy.publication.Publication;
import org.fengqiao.policy.publication.PublicationHistory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "history",
        description = "每次发布、回退和撤回：谁、何时、为何 / Every publication, rollback and withdrawal: who, when, why")
public class RulesHistoryCommand implements Runnable {
    @Mixin
    CommandOutput out;

    @Inject
    PublicationHistory publications;

    @Override
    public void run() {
        List<PublicationHistory.PublicationRecord> history = publications.list();
        out.show(history, () -> {
            TextTable table = TextTable.of(
                    new BilingualText("记录", "Record"),
                    new BilingualText("方式", "Kind"),
                    new BilingualText("状态", "State"),
                    new BilingualText("版本", "Release"),
                    new BilingualText("生效", "Live from"),
                    new BilingualText("止", "Until"),
                    new BilingualText("作者", "Authors"),
                    new BilingualText("审批", "Approver"),
                    new BilingualText("理由", "Reason"));
            for (PublicationHistory.PublicationRecord record : history) {
                Publication made = record.publication();
                table.row(
                        made.number(),
                        made.kind(),
                        record.state(),
                        made.releaseId(),
                        made.liveFrom(),
                        record.until(),
                        String.join(" ", made.authors()),
                        made.approver(),
                        made.reason());
            }
            return table;
        });
    }
}
