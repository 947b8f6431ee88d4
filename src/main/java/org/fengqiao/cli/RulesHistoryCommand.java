package org.fengqiao.cli;

import jakarta.inject.Inject;
import java.util.List;
import org.fengqiao.governance.Publishing;
import org.fengqiao.platform.Text;
import org.fengqiao.policy.Publication;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "history",
        description = "每次发布、回退和撤回：谁、何时、为何 / Every publication, rollback and withdrawal: who, when, why")
public class RulesHistoryCommand implements Runnable {
    @Mixin
    Output out;

    @Inject
    Publishing publishing;

    @Override
    public void run() {
        List<Publishing.Record> history = publishing.history();
        out.show(history, () -> {
            Table table = Table.of(
                    new Text("记录", "Record"),
                    new Text("方式", "Kind"),
                    new Text("状态", "State"),
                    new Text("版本", "Release"),
                    new Text("生效", "Live from"),
                    new Text("止", "Until"),
                    new Text("作者", "Authors"),
                    new Text("审批", "Approver"),
                    new Text("理由", "Reason"));
            for (Publishing.Record record : history) {
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
