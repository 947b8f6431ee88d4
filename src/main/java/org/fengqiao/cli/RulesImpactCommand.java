package org.fengqiao.cli;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.fengqiao.governance.DraftTrials;
import org.fengqiao.governance.Trials;
import org.fengqiao.inquiry.TierCounts;
import org.fengqiao.platform.AccountLogin;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.Failure;
import org.fengqiao.platform.Roles;
import org.fengqiao.platform.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "impact",
        description = "草案今天会改变什么：对全部企业试算 / What a draft would change today: tried on every enterprise")
public class RulesImpactCommand implements Runnable {
    private static final long GLANCE_NANOS = Duration.ofMillis(200).toNanos();

    @Parameters(paramLabel = "DRAFT", description = "草案编号 / id of the draft")
    UUID draft;

    @Mixin
    SignIn by;

    @Mixin
    Output out;

    @Inject
    DraftTrials starting;

    @Inject
    Trials trials;

    @Inject
    TierCounts counts;

    @Inject
    AccountLogin login;

    @Override
    public void run() {
        String user = by.as(login, Roles.POLICY_EDITOR);
        Trials.Trial trial = finished(starting.impact(draft, user), user);
        if (trial.failed() != null) {
            throw new Failure(
                    ErrorKind.WRONG_STATE,
                    "trial-failed",
                    "试算失败：" + trial.failed(),
                    "The trial failed: " + trial.failed());
        }
        out.show(trial, () -> language -> table(trial).print(language));
    }

    private Trials.Trial finished(UUID id, String user) {
        long total = counts.enterprises();
        try (Progress progress = out.progress(new Text("试算", "Trying"))) {
            Trials.Trial trial = trials.view(draft, id, user, "");
            while (trial.finishedAt() == null) {
                LockSupport.parkNanos(GLANCE_NANOS);
                progress.at(trial.done(), total);
                trial = trials.view(draft, id, user, "");
            }
            return trial;
        }
    }

    private static Table table(Trials.Trial trial) {
        Table table = Table.of(new Text("项目", "What"), new Text("数量", "How many"))
                .row("企业 enterprises", trial.report().get("enterprises"))
                .row("秒 seconds", trial.report().get("seconds"));
        for (String figure : List.of("before", "after", "appeared", "gone", "moved")) {
            table.row("预警 alerts " + figure, trial.report().at("/alerts/" + figure));
        }
        for (Map.Entry<String, com.fasterxml.jackson.databind.JsonNode> from :
                trial.report().at("/tiers/labour").properties()) {
            for (Map.Entry<String, com.fasterxml.jackson.databind.JsonNode> to :
                    from.getValue().properties()) {
                table.row("  " + from.getKey() + " → " + to.getKey(), to.getValue());
            }
        }
        return table;
    }
}
