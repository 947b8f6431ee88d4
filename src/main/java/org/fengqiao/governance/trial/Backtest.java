package org.fengqiao.governance.trial;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.assessment.Assessment;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.EnterpriseFacts;
import org.fengqiao.governance.trial.BacktestPeriod.TierOutcome;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.Time;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.observation.Observation;

/**
 * Replays history through the ordinary assessor: assesses on a past day with what was known then, and looks at what
 * happened within a year of it. Pure; docs/backtest.md explains each figure.
 */
public final class Backtest {
    private static final int HISTORY_DAYS = 730;
    private static final int OUTCOME_DAYS = 365;
    private static final int BATCH = 1_000;

    private final Assessor assessor;
    private final List<Observation> history;
    private final int outcomeReports;

    /**
     * @param history all versions of all reports
     * @param outcome how many new reports about one enterprise within a year are to be predicted
     */
    public Backtest(Assessor assessor, List<Observation> history, int outcome) {
        this.assessor = assessor;
        this.history = history;
        this.outcomeReports = outcome;
    }

    /** Refuses an outcome that everybody reaches, and a training year that overlaps the test year. */
    public static void check(LocalDate train, LocalDate test, int outcome) {
        if (outcome < 1) {
            throw ProblemException.invalid(
                    "backtest-outcome", "--outcome 应为1或更大", "--outcome must be 1 or more, a number of reports");
        }
        if (yearAfter(train).isAfter(test)) {
            LocalDate latest = test.minusDays(OUTCOME_DAYS);
            throw ProblemException.invalid(
                    "backtest-periods-overlap",
                    "训练日 " + train + " 起的一年须在检验日 " + test + " 之前结束；请把 --train 定在 " + latest + " 或更早",
                    "The year from the training day " + train + " must end before the test day " + test
                            + "; choose --train " + latest + " or earlier");
        }
    }

    /** The first day after the year in which outcomes count. */
    public static LocalDate yearAfter(LocalDate day) {
        return day.plusDays(OUTCOME_DAYS);
    }

    /**
     * Both periods, and what the first one predicts for the second.
     *
     * @param expectedPositives in the test period, if each tier's share of positives were that of the training period
     */
    public record BacktestResult(BacktestPeriod train, BacktestPeriod test, double expectedPositives) {}

    /** What became known after the test day counts for the test period's outcomes and for nothing else. */
    public BacktestResult run(LocalDate train, LocalDate test) {
        check(train, test, outcomeReports);
        BacktestPeriod trained = period(train, eveOf(test));
        BacktestPeriod tested = period(test, Instant.MAX);
        return new BacktestResult(trained, tested, BacktestEvaluator.rounded(expected(trained, tested)));
    }

    private static double expected(BacktestPeriod trained, BacktestPeriod tested) {
        Map<Tier, TierOutcome> before = new EnumMap<>(Tier.class);
        trained.tiers().forEach(tier -> before.put(tier.tier(), tier));
        return tested.tiers().stream()
                .filter(tier -> before.containsKey(tier.tier()))
                .mapToDouble(tier -> {
                    TierOutcome then = before.get(tier.tier());
                    return (double) tier.enterprises() * then.positives() / then.enterprises();
                })
                .sum();
    }

    /** The last moment before a day; what is known then is what the day begins with. */
    private static Instant eveOf(LocalDate day) {
        return Time.endOfDay(day.minusDays(1));
    }

    /** @param outcomesKnownAt what was learnt later about the year is not counted */
    private BacktestPeriod period(LocalDate day, Instant outcomesKnownAt) {
        Instant at = eveOf(day);
        List<EnterpriseFacts> population = population(day, at);
        Map<UUID, Double> leads = leads(day, outcomesKnownAt);
        List<BacktestEvaluator.EvaluatedEnterprise> cases = new ArrayList<>(population.size());
        for (int from = 0; from < population.size(); from += BATCH) {
            List<EnterpriseFacts> batch = population.subList(from, Math.min(population.size(), from + BATCH));
            for (Assessment assessment : assessor.assess(Dimension.LABOUR, batch, at)) {
                cases.add(new BacktestEvaluator.EvaluatedEnterprise(assessment, leads.get(assessment.enterpriseId())));
            }
        }
        return new BacktestEvaluator(assessor.release(), day, cases, leads.size()).period();
    }

    private List<EnterpriseFacts> population(LocalDate day, Instant at) {
        Instant since = day.minusDays(HISTORY_DAYS).atStartOfDay(Time.CITY).toInstant();
        List<EnterpriseFacts> population = new ArrayList<>();
        asKnownAt(at).forEach((enterprise, seen) -> {
            boolean reported = seen.stream()
                    .anyMatch(o -> isReport(o)
                            && !o.occurredAt().isBefore(since)
                            && !o.occurredAt().isAfter(at));
            if (reported) population.add(new EnterpriseFacts(enterprise, 0, null, seen));
        });
        return population;
    }

    /** Days from the given day to the report that completed the outcome, for every enterprise that reached it in a year. */
    private Map<UUID, Double> leads(LocalDate day, Instant knownAt) {
        Instant from = day.atStartOfDay(Time.CITY).toInstant();
        Instant to = yearAfter(day).atStartOfDay(Time.CITY).toInstant();
        Map<UUID, Double> leads = new HashMap<>();
        asKnownAt(knownAt).forEach((enterprise, seen) -> seen.stream()
                .filter(Backtest::isReport)
                .map(Observation::occurredAt)
                .filter(occurred -> !occurred.isBefore(from) && occurred.isBefore(to))
                .sorted()
                .skip(outcomeReports - 1L)
                .findFirst()
                .ifPresent(last ->
                        leads.put(enterprise, Duration.between(from, last).toHours() / 24.0)));
        return leads;
    }

    private static boolean isReport(Observation observation) {
        return observation.value() > 0;
    }

    /** The version of each report that was current at a moment. */
    private Map<UUID, List<Observation>> asKnownAt(Instant moment) {
        Map<UUID, Observation> standing = new LinkedHashMap<>();
        for (Observation version : history) {
            if (version.learntAt().isAfter(moment)) continue;
            standing.merge(
                    version.key(), version, (old, next) -> next.learntAt().isBefore(old.learntAt()) ? old : next);
        }
        Map<UUID, List<Observation>> byEnterprise = new LinkedHashMap<>();
        for (Observation version : standing.values()) {
            byEnterprise
                    .computeIfAbsent(version.enterpriseId(), id -> new ArrayList<>(4))
                    .add(version);
        }
        return byEnterprise;
    }
}
