package org.fengqiao.governance.trial;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.Finding;
import org.fengqiao.governance.trial.BacktestPeriod.RuleOutcome;
import org.fengqiao.governance.trial.BacktestPeriod.TierOutcome;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Rule;
import org.fengqiao.policy.Tier;

/** Compares what was predicted on a day with what happened. */
final class BacktestEvaluator {
    private static final long SHUFFLE_SEED = 1;

    private final Release release;
    private final LocalDate day;
    private final List<EvaluatedEnterprise> cases;
    private final int allWithOutcome;
    private final List<RankingMetrics.ScoredOutcome> scored;
    private final RankingMetrics ranking;
    private final double baseRate;

    /**
     * An enterprise of the population.
     *
     * @param leadDays from the day to the report that completed the outcome; null without the outcome
     */
    record EvaluatedEnterprise(Assessment assessment, Double leadDays) {
        boolean hasOutcome() {
            return leadDays != null;
        }
    }

    /** @param allWithOutcome also those outside the population */
    BacktestEvaluator(Release release, LocalDate day, List<EvaluatedEnterprise> cases, int allWithOutcome) {
        this.release = release;
        this.day = day;
        this.cases = cases;
        this.allWithOutcome = allWithOutcome;
        this.scored = cases.stream()
                .map(c -> new RankingMetrics.ScoredOutcome(c.assessment().score(), c.hasOutcome()))
                .toList();
        this.ranking = new RankingMetrics(scored);
        this.baseRate = (double) ranking.positives() / ranking.size();
    }

    BacktestPeriod period() {
        int positives = ranking.positives();
        if (positives == 0 || positives == ranking.size()) {
            throw ProblemException.invalid(
                    "backtest-nothing-to-tell-apart",
                    day + " 的 " + ranking.size() + " 家企业中有 " + positives + " 家出现该结果，无从比较；请换一个日期或 --outcome",
                    "Of " + ranking.size() + " enterprises on " + day + ", " + positives
                            + " came to the outcome, so there is nothing to tell apart; choose another day or --outcome");
        }
        int top1 = Math.max(1, ranking.size() / 100);
        int top10 = Math.max(1, ranking.size() / 10);
        double precision = ranking.positivesAmongFirst(top1) / top1;
        return new BacktestPeriod(
                day,
                ranking.size(),
                positives,
                rounded(baseRate),
                rounded(ranking.auc()),
                rounded(RankingMetrics.shuffled(scored, SHUFFLE_SEED).auc()),
                rounded(precision),
                rounded(precision / baseRate),
                rounded(ranking.positivesAmongFirst(top10) / positives),
                rounded((double) positives / allWithOutcome),
                medianLead(cases.stream()
                        .filter(c -> c.assessment().tier().alerts())
                        .toList()),
                tiers(),
                rules());
    }

    private List<TierOutcome> tiers() {
        Map<Tier, List<EvaluatedEnterprise>> byTier = new EnumMap<>(Tier.class);
        for (EvaluatedEnterprise enterprise : cases) {
            byTier.computeIfAbsent(enterprise.assessment().tier(), tier -> new ArrayList<>())
                    .add(enterprise);
        }
        List<TierOutcome> gravestFirst = new ArrayList<>();
        byTier.forEach((tier, members) -> {
            int positives = happened(members);
            double rate = rounded((double) positives / members.size());
            gravestFirst.add(0, new TierOutcome(tier, members.size(), positives, rate));
        });
        return gravestFirst;
    }

    private List<RuleOutcome> rules() {
        Map<Integer, List<EvaluatedEnterprise>> hits = new HashMap<>();
        for (EvaluatedEnterprise enterprise : cases) {
            for (Finding finding : enterprise.assessment().findings()) {
                hits.computeIfAbsent(finding.rule().ordinal(), rule -> new ArrayList<>())
                        .add(enterprise);
            }
        }
        return release.rules().stream()
                .filter(rule -> rule.dimension() == Dimension.LABOUR)
                .map(rule -> outcome(rule, hits.getOrDefault(rule.ordinal(), List.of())))
                .toList();
    }

    private RuleOutcome outcome(Rule rule, List<EvaluatedEnterprise> hits) {
        int found = happened(hits);
        boolean none = hits.isEmpty();
        double precision = (double) found / hits.size();
        // half a hit more on either side keeps the logarithm finite
        double amongPositives = (found + 0.5) / (ranking.positives() + 1);
        double amongOthers = (hits.size() - found + 0.5) / (ranking.size() - ranking.positives() + 1);
        return new RuleOutcome(
                rule.id(),
                rule.points(),
                hits.size(),
                found,
                none ? null : rounded(precision),
                none ? null : rounded(precision / baseRate),
                rounded(Math.log(amongPositives / amongOthers)),
                medianLead(hits));
    }

    private static int happened(List<EvaluatedEnterprise> cases) {
        return (int) cases.stream().filter(EvaluatedEnterprise::hasOutcome).count();
    }

    private static Double medianLead(List<EvaluatedEnterprise> cases) {
        double[] leads = cases.stream()
                .filter(EvaluatedEnterprise::hasOutcome)
                .mapToDouble(EvaluatedEnterprise::leadDays)
                .sorted()
                .toArray();
        return leads.length == 0 ? null : (leads[(leads.length - 1) / 2] + leads[leads.length / 2]) / 2;
    }

    static double rounded(double figure) {
        return Math.round(figure * 10_000) / 10_000.0;
    }
}
