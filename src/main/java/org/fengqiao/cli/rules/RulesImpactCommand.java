package org.fengqiao.cli.rules;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.ProgressLine;
import org.fengqiao.cli.console.SignIn;
import org.fengqiao.cli.console.TextTable;
import org.fengqiao.governance.DraftTrialService;
import org.fengqiao.governance.trial.TrialService;
import org.fengqiao.governance.trial.TrialStatus;
import org.fengqiao.inquiry.enterprise.TierCounts;
import org.fengqiao.platform.ErrorKind;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.security.Roles;
import org.fengqiao.platform.text.BilingualText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "impact",
        description = "草案今天会改变什么：对全部企业试算 / What a draft would change today: tried on every enterprise")
public class RulesImpactCommand implements Runnable {
    private static final long POLL_INTERVAL_NANOS = Duration.ofMillis(200).toNanos();

    @Parameters(paramLabel = "DRAFT", description = "草案编号 / id of the draft")
    UUID draft;

    @Mixin
    SignIn by;

    @Mixin
    CommandOutput out;

    @Inject
    DraftTrialService starter;

    @Inject
    TrialService trials;

    @Inject
    TierCounts counts;

    @Override
    public void run() {
        String user = by.authenticate(Roles.POLICY_EDITOR);
        TrialStatus trial = finished(starter.impact(draft, user), user);
        if (trial.failure() != null) {
            throw new ProblemException(
                    ErrorKind.WRONG_STATE,
                    "trial-failed",
                    "试算失败：" + trial.failure(),
                    "The trial failed: " + trial.failure());
        }
        out.show(trial, () -> language -> table(trial).print(language));
    }

    private TrialStatus finished(UUID id, String user) {
        long total = counts.enterprises();
        try (ProgressLine progress = out.progress(new BilingualText("试算", "Trying"))) {
            TrialStatus trial = trials.view(draft, id, user, "");
            while (trial.finishedAt() == null) {
                LockSupport.parkNanos(POLL_INTERVAL_NANOS);
                progress.at(trial.assessed(), total);
                trial = trials.view(draft, id, user, "");
            }
            return trial;
        }
    }

    private static TextTable table(TrialStatus trial) {
        TextTable table = TextTable.of(new BilingualText("项目", "What"), new BilingualText("数量", "How many"))
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
