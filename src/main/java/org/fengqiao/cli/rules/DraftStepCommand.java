package org.fengqiao.cli.rules;

import jakarta.inject.Inject;
import java.util.UUID;
import org.fengqiao.cli.console.CommandOutput;
import org.fengqiao.cli.console.SignIn;
import org.fengqiao.cli.console.TextTable;
import org.fengqiao.governance.DraftReview;
import org.fengqiao.governance.DraftService;
import org.fengqiao.platform.text.BilingualText;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A step in the life of a draft; prints the state the draft is in afterwards. */
abstract class DraftStepCommand implements Runnable {
    @Parameters(paramLabel = "DRAFT", description = "草案编号 / id of the draft")
    UUID draft;

    @Mixin
    SignIn by;

    @Mixin
    CommandOutput out;

    @Inject
    DraftReview review;

    @Inject
    DraftService drafts;

    abstract void take();

    @Override
    public void run() {
        take();
        DraftService.DraftSummary now = drafts.get(draft);
        out.show(now, () -> TextTable.of(new BilingualText("草案", "Draft"), new BilingualText("状态", "State"))
                .row(now.id(), now.state()));
    }
}
