package org.fengqiao.bench.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.fengqiao.assessment.EnterpriseFacts;
import org.fengqiao.assessment.ShenzhenRuleBase;
import org.fengqiao.bench.ResizedRelease;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Rule;
import org.junit.jupiter.api.Test;

/** What is measured against each other comes to the same. */
class AssessBenchTest {
    private static final Release RELEASE = ShenzhenRuleBase.release();
    private static final Instant SUMMER = Instant.parse("2026-06-30T04:00:00Z");

    @Property(tries = 20)
    void plain_java_and_the_assessor_agree_at_any_time_of_the_year(
            @ForAll long seed, @ForAll @IntRange(max = 400) int day) {
        Instant at = SUMMER.minusSeconds(day * 86_400L);
        List<EnterpriseFacts> subjects = new RandomEnterprises(RELEASE, at, seed).generate(200);
        HandWrittenScorer plain = new HandWrittenScorer(RELEASE, at);

        List<ComparedAssessment> ours = ShenzhenRuleBase.assessor().assess(Dimension.LABOUR, subjects, at).stream()
                .map(ComparedAssessment::of)
                .toList();

        IntStream.range(0, subjects.size()).forEach(i -> assertThat(plain.assess(subjects.get(i)))
                .as(subjects.get(i).toString())
                .isEqualTo(ours.get(i)));
    }

    @Test
    void a_session_for_each_enterprise_agrees_too() {
        List<EnterpriseFacts> subjects = new RandomEnterprises(RELEASE, SUMMER, 1).generate(500);
        HandWrittenScorer plain = new HandWrittenScorer(RELEASE, SUMMER);
        try (SessionPerEnterprise each = new SessionPerEnterprise(RELEASE, SUMMER)) {
            assertThat(subjects.stream().map(each::assess).toList())
                    .isEqualTo(subjects.stream().map(plain::assess).toList());
        }
    }

    @Test
    void rows_cut_into_narrower_ones_change_neither_score_nor_tier() {
        Release larger = ResizedRelease.of(RELEASE, 1_000);
        assertThat(larger.rules()).hasSize(1_000);
        assertThat(larger.id()).isNotEqualTo(RELEASE.id());

        HandWrittenScorer before = new HandWrittenScorer(RELEASE, SUMMER);
        HandWrittenScorer after = new HandWrittenScorer(larger, SUMMER);
        for (EnterpriseFacts subject : new RandomEnterprises(RELEASE, SUMMER, 2).generate(2_000)) {
            assertThat(after.assess(subject))
                    .usingRecursiveComparison()
                    .ignoringFields("rules")
                    .isEqualTo(before.assess(subject));
        }
    }

    @Test
    void rules_left_out_leave_the_others_as_they_were() {
        Release smaller = ResizedRelease.of(RELEASE, 50);
        assertThat(smaller.rules()).hasSize(50);
        assertThat(RELEASE.rules())
                .extracting(Rule::id, Rule::points, Rule::floor)
                .containsAll(smaller.rules().stream()
                        .map(rule -> org.assertj.core.groups.Tuple.tuple(rule.id(), rule.points(), rule.floor()))
                        .toList());
    }
}
