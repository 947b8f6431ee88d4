package org.fengqiao.governance.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.fengqiao.assessment.WageClaimsRuleBase;
import org.fengqiao.governance.trial.BacktestPeriod.RuleOutcome;
import org.fengqiao.governance.trial.BacktestPeriod.TierOutcome;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.Time;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.observation.Observation;
import org.fengqiao.registry.observation.Source;
import org.junit.jupiter.api.Test;

/**
 * An invented trade, told twice: before the training day and, by other enterprises, before the test day. Of 200
 * enterprises reported before, 198 were so once, one of which gets into trouble; two were so in four months, and both do.
 * One enterprise that nobody had heard of gets into trouble as well.
 */
class BacktestTest {
    private static final LocalDate TRAIN = LocalDate.parse("2021-03-01");
    private static final LocalDate TEST = LocalDate.parse("2024-03-01");

    private final List<Observation> history = new ArrayList<>();

    BacktestTest() {
        for (LocalDate day : List.of(TRAIN, TEST)) {
            for (int i = 0; i < 198; i++) reported("once-" + i + day, day.minusDays(100));
            happensTo("once-7" + day, day, 90);
            for (String firm : List.of("often-a", "often-b")) {
                for (int months = 1; months <= 4; months++) reported(firm + day, day.minusDays(31L * months));
            }
            happensTo("often-a" + day, day, 20);
            happensTo("often-b" + day, day, 40);
            happensTo("newcomer" + day, day, 50);
        }
    }

    @Test
    void measures_what_was_foreseen() {
        BacktestPeriod test = run().test();

        assertThat(test.population()).isEqualTo(200);
        assertThat(test.positives()).isEqualTo(3);
        assertThat(test.baseRate()).isEqualTo(0.015);
        assertThat(test.auc())
                .as("two before all 197 others, the third equal to them")
                .isCloseTo((2 + 0.5) / 3, within(0.0001));
        assertThat(test.precisionTop1()).as("the first two").isEqualTo(1);
        assertThat(test.liftTop1()).isCloseTo(1 / 0.015, within(0.001));
        assertThat(test.recallTop10())
                .as("two, and 18 of the 198 that are equal")
                .isCloseTo((2 + 18 / 198.0) / 3, within(0.0001));
        assertThat(test.coverage()).as("nothing was known of the newcomer").isEqualTo(0.75);
        assertThat(test.medianLeadDays()).as("of those in a tier that alerts").isEqualTo(30);
    }

    @Test
    void tells_what_each_rule_and_tier_foresaw() {
        BacktestPeriod test = run().test();

        assertThat(test.tiers())
                .containsExactly(new TierOutcome(Tier.RED, 2, 2, 1), new TierOutcome(Tier.GREEN, 198, 1, 0.0051));
        RuleOutcome four = rule(test, "DIS01M-4");
        assertThat(four.hits()).isEqualTo(2);
        assertThat(four.precision()).isEqualTo(1);
        assertThat(four.lift()).isCloseTo(66.6667, within(0.001));
        assertThat(four.weight()).isCloseTo(Math.log((2.5 / 4) / (0.5 / 198)), within(0.0001));
        assertThat(four.medianLeadDays()).isEqualTo(30);
        RuleOutcome once = rule(test, "DIS01M-1");
        assertThat(once.hits()).isEqualTo(198);
        assertThat(once.weight()).isNegative();
        RuleOutcome never = rule(test, "DIS01M-8");
        assertThat(never.hits()).isZero();
        assertThat(never.precision()).isNull();
        assertThat(never.medianLeadDays()).isNull();
    }

    @Test
    void expects_of_the_test_period_what_the_training_period_showed() {
        Backtest.BacktestResult result = run();

        assertThat(result.train().positives()).isEqualTo(3);
        assertThat(result.expectedPositives()).isEqualTo(3);
    }

    @Test
    void a_lower_outcome_is_reached_sooner() {
        BacktestPeriod test = new Backtest(WageClaimsRuleBase.assessor(), history, 1)
                .run(TRAIN, TEST)
                .test();

        assertThat(test.positives()).isEqualTo(3);
        assertThat(test.medianLeadDays())
                .as("the first report and not the third")
                .isEqualTo(28);
    }

    @Test
    void what_was_learnt_after_the_day_changes_nothing_although_it_had_occurred_before() {
        Backtest.BacktestResult before = run();

        for (int i = 0; i < 20; i++) {
            for (LocalDate occurred : List.of(TEST.minusDays(30), TEST.minusDays(60), TEST.minusDays(90))) {
                reported("once-" + i + TEST, occurred, TEST);
                reported("silent-" + i, occurred, TEST.plusDays(9));
            }
        }

        assertThat(run()).isEqualTo(before);
    }

    @Test
    void what_occurs_on_the_day_or_after_the_year_changes_no_score() {
        Backtest.BacktestResult before = run();

        for (int i = 20; i < 40; i++) {
            reported("once-" + i + TEST, TEST);
            reported("once-" + i + TEST, TEST.plusDays(1));
            reported("once-" + i + TEST, TEST.plusDays(365));
        }

        assertThat(run()).isEqualTo(before);
    }

    @Test
    void a_correction_learnt_later_leaves_what_was_known() {
        Backtest.BacktestResult before = run();
        for (Observation o : List.copyOf(history)) {
            if (o.occurredAt().isBefore(start(TEST))) history.add(version(o, 0, TEST.plusDays(400)));
        }
        assertThat(run().test()).isEqualTo(before.test());

        for (Observation o : List.copyOf(history)) {
            if (o.occurredAt().isBefore(start(TEST))) history.add(version(o, 0, TEST.minusDays(1)));
        }
        assertThatThrownBy(this::run)
                .as("withdrawn in time, they are no history any more")
                .isInstanceOfSatisfying(
                        ProblemException.class, f -> assertThat(f.code()).isEqualTo("backtest-nothing-to-tell-apart"));
    }

    @Test
    void the_training_period_does_not_know_what_is_learnt_after_the_test_day() {
        BacktestPeriod before = run().train();

        for (int i = 40; i < 60; i++) {
            for (int k = 1; k <= 3; k++) reported("once-" + i + TRAIN, TRAIN.plusDays(k), TEST);
        }

        assertThat(run().train()).isEqualTo(before);
    }

    @Test
    void periods_that_overlap_and_outcomes_of_nothing_are_refused() {
        assertThatThrownBy(() -> Backtest.check(TEST, TRAIN, 3)).isInstanceOfSatisfying(ProblemException.class, f -> {
            assertThat(f.code()).isEqualTo("backtest-periods-overlap");
            assertThat(f.zh()).contains("2020-03-01");
            assertThat(f.en()).contains("2020-03-01");
        });
        Backtest.check(TEST.minusDays(365), TEST, 3);
        assertThatThrownBy(() -> Backtest.check(TRAIN, TEST, 0))
                .isInstanceOfSatisfying(
                        ProblemException.class, f -> assertThat(f.code()).isEqualTo("backtest-outcome"));
    }

    private Backtest.BacktestResult run() {
        return new Backtest(WageClaimsRuleBase.assessor(), history, 3).run(TRAIN, TEST);
    }

    private static RuleOutcome rule(BacktestPeriod period, String id) {
        return period.rules().stream()
                .filter(rule -> rule.rule().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Three reports, the last of them so many days from the day. */
    private void happensTo(String firm, LocalDate day, int lead) {
        for (int before = 0; before < 3; before++) reported(firm, day.plusDays(lead - before));
    }

    private void reported(String firm, LocalDate occurred) {
        reported(firm, occurred, occurred);
    }

    private void reported(String firm, LocalDate occurred, LocalDate learnt) {
        history.add(new Observation(
                id("report " + history.size()),
                id(firm),
                "DIS01",
                1,
                start(occurred),
                start(learnt),
                new Source(0, "court", "AUTHORITY"),
                null,
                null,
                false));
    }

    private static Observation version(Observation o, double value, LocalDate learnt) {
        return new Observation(
                o.key(),
                o.enterpriseId(),
                o.indicator(),
                value,
                o.occurredAt(),
                start(learnt),
                o.source(),
                null,
                null,
                false);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(Time.CITY).toInstant();
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
