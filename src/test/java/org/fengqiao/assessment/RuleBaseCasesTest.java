package org.fengqiao.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Route;
import org.fengqiao.policy.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each shipped rule base does what its own cases say, and its cases leave no rule out. */
class RuleBaseCasesTest {
    private static final List<Base> BASES = List.of(
            new Base(ShenzhenRuleBase.assessor(), RuleBaseCase.allOf(ShenzhenRuleBase.FOLDER)),
            new Base(WageClaimsRuleBase.assessor(), RuleBaseCase.allOf(WageClaimsRuleBase.FOLDER)));

    record Base(Assessor assessor, List<RuleBaseCase> cases) {
        @Override
        public String toString() {
            return assessor.release().base();
        }
    }

    static List<Base> bases() {
        return BASES;
    }

    static Stream<Arguments> cases() {
        return BASES.stream().flatMap(base -> base.cases().stream().map(given -> Arguments.of(base, given)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("cases")
    void given_these_facts_exactly_this_is_found(Base base, RuleBaseCase given) {
        Assessment assessment = base.assessor()
                .assess(given.dimension(), List.of(given.subject()), given.at())
                .get(0);

        SoftAssertions.assertSoftly(softly -> {
            Set<String> found = assessment.findings().stream()
                    .map(finding -> finding.rule().id())
                    .collect(Collectors.toCollection(TreeSet::new));
            softly.assertThat(found).as("fires").containsAll(given.fires());
            softly.assertThat(found)
                    .as("silent")
                    .filteredOn(given.silent()::contains)
                    .isEmpty();
            if (given.tier() != null) softly.assertThat(assessment.tier()).isEqualTo(given.tier());
            if (given.score() != null) {
                softly.assertThat(assessment.score())
                        .isCloseTo(given.score(), org.assertj.core.data.Offset.offset(0.011));
            }
            if (given.owner() != null)
                softly.assertThat(owner(base.assessor(), assessment)).isEqualTo(given.owner());
        });
    }

    private static String owner(Assessor assessor, Assessment assessment) {
        int[] routes = assessor.engine()
                .routes(assessment.dimension(), assessment.tier(), assessment.headcount(), List.of("4403", "440307"));
        assertThat(routes)
                .as("routes of " + assessment.tier() + " " + assessment.headcount())
                .hasSize(1);
        Route route = assessor.release().routes().get(routes[0]);
        return route.owner();
    }

    @ParameterizedTest
    @MethodSource("bases")
    void every_rule_fires_in_one_case_and_is_silent_in_another(Base base) {
        Set<String> fires =
                base.cases().stream().flatMap(c -> c.fires().stream()).collect(Collectors.toSet());
        Set<String> silent =
                base.cases().stream().flatMap(c -> c.silent().stream()).collect(Collectors.toSet());
        assertThat(base.assessor().release().rules()).extracting(Rule::id).allSatisfy(id -> {
            assertThat(fires).contains(id);
            assertThat(silent).contains(id);
        });
    }

    @Test
    void psychological_indicators_reach_neither_the_labour_nor_the_integrity_side() {
        assertThat(ShenzhenRuleBase.release().rules())
                .filteredOn(rule -> rule.dimension() != Dimension.CARE)
                .allSatisfy(
                        rule -> assertThat(rule.condition().indicators()).noneMatch(code -> code.startsWith("PSY")));
        assertThat(Assessor.plansOf(ShenzhenRuleBase.release())
                        .get(Dimension.LABOUR)
                        .indicators())
                .noneMatch(indicator -> indicator.psychological());
    }
}
