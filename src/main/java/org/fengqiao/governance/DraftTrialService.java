package org.fengqiao.governance;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.live.LiveAssessor;
import org.fengqiao.governance.trial.Backtest;
import org.fengqiao.governance.trial.BacktestTrial;
import org.fengqiao.governance.trial.ImpactTrial;
import org.fengqiao.governance.trial.ShadowService;
import org.fengqiao.governance.trial.TrialService;
import org.fengqiao.governance.trial.TrialStatus.TrialKind;
import org.fengqiao.policy.Release;

/** Starts trials of drafts; a draft that can't be read is refused at once, with what is wrong in it. */
@ApplicationScoped
public class DraftTrialService {
    private final DraftService drafts;
    private final TrialService trials;
    private final LiveAssessor live;
    private final ImpactTrial impact;
    private final BacktestTrial backtest;
    private final ShadowService shadows;

    DraftTrialService(
            DraftService drafts,
            TrialService trials,
            LiveAssessor live,
            ImpactTrial impact,
            BacktestTrial backtest,
            ShadowService shadows) {
        this.drafts = drafts;
        this.trials = trials;
        this.live = live;
        this.impact = impact;
        this.backtest = backtest;
        this.shadows = shadows;
    }

    public UUID impact(UUID id, String by) {
        Release release = drafts.release(id);
        Assessor current = live.get();
        return trials.start(
                id,
                release,
                current.release().id(),
                TrialKind.IMPACT,
                Map.of(),
                by,
                progress -> impact.run(current, live.prepare(release), progress));
    }

    public UUID backtest(UUID id, BacktestTrial.BacktestSettings settings, String by) {
        Backtest.check(settings.train(), settings.test(), settings.outcome());
        Release release = drafts.release(id);
        Assessor current = live.get();
        return trials.start(
                id,
                release,
                current.release().id(),
                TrialKind.BACKTEST,
                settings,
                by,
                progress -> backtest.run(current, live.prepare(release), settings, progress));
    }

    /** Lets a draft run beside the live release until an instant. */
    public UUID shadow(UUID id, Instant endsAt, String by) {
        return shadows.start(id, drafts.release(id), endsAt, by);
    }
}
