package org.fengqiao.governance.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.ShenzhenRuleBase;
import org.fengqiao.assessment.WageClaimsRuleBase;
import org.fengqiao.governance.cases.RuleCaseResult;
import org.fengqiao.governance.cases.RuleCaseRunner;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Indicator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each shipped rule base does what its own cases say, and nothing is found in it. */
@Execution(ExecutionMode.CONCURRENT)
class RuleBaseCasesTest {
    private static final List<Assessor> BASES = List.of(ShenzhenRuleBase.assessor(), WageClaimsRuleBase.assessor());

    static Stream<Arguments> bases() {
        return BASES.stream().map(base -> Arguments.of(base.release().base(), base));
    }

    static Stream<Arguments> cases() {
        return BASES.stream().flatMap(base -> RuleCaseRunner.all(base.release(), base).stream()
                .map(result -> Arguments.of(base.release().base(), result.name(), result)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void given_these_facts_exactly_this_is_found(String base, String name, RuleCaseResult result) {
        assertThat(result.expectations())
                .allSatisfy(line -> assertThat(line.met()).as(line.toString()).isTrue());
        assertThat(result.passed()).isTrue();
    }

    /** Among all that, each rule has a case in which it fires and one in which it is silent ({@link CaseCoverageCheck}). */
    @ParameterizedTest(name = "{0}")
    @MethodSource("bases")
    void nothing_is_found_in_a_shipped_base(String name, Assessor base) {
        assertThat(ContentChecks.of(base.release())).isEmpty();
    }

    @Test
    void psychological_indicators_reach_neither_the_labour_nor_the_integrity_side() {
        Map<String, Indicator> indicators = ShenzhenRuleBase.release().indicators();
        assertThat(indicators.values()).anyMatch(Indicator::psychological);
        assertThat(ShenzhenRuleBase.release().rules())
                .filteredOn(rule -> rule.dimension() != Dimension.CARE)
                .allSatisfy(rule -> assertThat(rule.condition().indicators())
                        .noneMatch(code -> indicators.get(code).psychological()));
        for (Dimension side : List.of(Dimension.LABOUR, Dimension.INTEGRITY))
            assertThat(Assessor.plansOf(ShenzhenRuleBase.release()).get(side).indicators())
                    .isNotEmpty()
                    .noneMatch(Indicator::psychological);
    }
}
