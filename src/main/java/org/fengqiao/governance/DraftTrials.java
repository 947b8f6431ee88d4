package org.fengqiao.governance;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.LiveAssessor;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.ReleaseReader;

/** Starts trials of drafts; a draft that can't be read is refused at once, with what is wrong in it. */
@ApplicationScoped
public class DraftTrials {
    private final Drafts drafts;
    private final Trials trials;
    private final LiveAssessor live;
    private final ImpactTrial impact;
    private final BacktestTrial backtest;

    DraftTrials(Drafts drafts, Trials trials, LiveAssessor live, ImpactTrial impact, BacktestTrial backtest) {
        this.drafts = drafts;
        this.trials = trials;
        this.live = live;
        this.impact = impact;
        this.backtest = backtest;
    }

    public UUID impact(UUID id, String by) {
        Drafts.Line draft = drafts.one(id);
        Release release = ReleaseReader.read(draft.base(), drafts.files(id));
        Assessor current = live.get();
        return trials.start(
                draft,
                current.release().id(),
                Trials.Kind.IMPACT,
                Map.of(),
                by,
                progress -> impact.run(current, live.prepare(release), progress));
    }

    public UUID backtest(UUID id, BacktestTrial.Settings settings, String by) {
        Backtest.check(settings.train(), settings.test(), settings.outcome());
        Drafts.Line draft = drafts.one(id);
        Release release = ReleaseReader.read(draft.base(), drafts.files(id));
        Assessor current = live.get();
        return trials.start(
                draft,
                current.release().id(),
                Trials.Kind.BACKTEST,
                settings,
                by,
                progress -> backtest.run(current, live.prepare(release), settings, progress));
    }
}
