package org.fengqiao.governance;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.live.LiveAssessor;
import org.fengqiao.governance.trial.Backtest;
import org.fengqiao.governance.trial.BacktestTrial;
import org.fengqiao.governance.trial.ImpactTrial;
import org.fengqiao.governance.trial.TrialService;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.content.ReleaseReader;

/** Starts trials of drafts; a draft that can't be read is refused at once, with what is wrong in it. */
@ApplicationScoped
public class DraftTrialService {
    private final DraftService drafts;
    private final TrialService trials;
    private final LiveAssessor live;
    private final ImpactTrial impact;
    private final BacktestTrial backtest;

    DraftTrialService(
            DraftService drafts, TrialService trials, LiveAssessor live, ImpactTrial impact, BacktestTrial backtest) {
        this.drafts = drafts;
        this.trials = trials;
        this.live = live;
        this.impact = impact;
        this.backtest = backtest;
    }

    public UUID impact(UUID id, String by) {
        DraftService.DraftSummary draft = drafts.get(id);
        Release release = ReleaseReader.read(draft.base(), drafts.files(id));
        Assessor current = live.get();
        return trials.start(
                draft,
                current.release().id(),
                TrialService.TrialKind.IMPACT,
                Map.of(),
                by,
                progress -> impact.run(current, live.prepare(release), progress));
    }

    public UUID backtest(UUID id, BacktestTrial.BacktestSettings settings, String by) {
        Backtest.check(settings.train(), settings.test(), settings.outcome());
        DraftService.DraftSummary draft = drafts.get(id);
        Release release = ReleaseReader.read(draft.base(), drafts.files(id));
        Assessor current = live.get();
        return trials.start(
                draft,
                current.release().id(),
                TrialService.TrialKind.BACKTEST,
                settings,
                by,
                progress -> backtest.run(current, live.prepare(release), settings, progress));
    }
}
