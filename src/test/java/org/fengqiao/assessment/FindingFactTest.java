package org.fengqiao.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.fengqiao.assessment.AssessmentView.FindingView;
import org.fengqiao.assessment.FindingFact.Origin;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Rule;
import org.fengqiao.registry.observation.Observation;
import org.fengqiao.registry.observation.Source;
import org.junit.jupiter.api.Test;

/** A fact, its value, unit, source and age belong together, for each indicator that a rule reads. */
class FindingFactTest {
    private static final Instant AT = Instant.parse("2026-06-30T00:00:00Z");
    private static final Assessor ASSESSOR = ShenzhenRuleBase.assessor();

    @Test
    void each_indicator_of_a_combination_has_its_own_value_unit_source_and_age() {
        FindingView rule = finding(
                "H-WAG01-COLLECTIVE",
                Dimension.LABOUR,
                seen("WAG01", 70, "AUTHORITY", "hr", 3),
                seen("WAG02", 240, "ENTERPRISE", "firm", 5));

        assertThat(rule.facts())
                .extracting(FindingFact::indicator, FindingFact::value, FindingFact::unit, FindingFact::ageDays)
                .containsExactly(tuple("WAG01", 70.0, "day", 3), tuple("WAG02", 240.0, "person", 5));
        assertThat(rule.facts().get(0).text().zh()).contains("工资逾期天数", "70", "天", "hr", "主管部门数据", "3天前");
        assertThat(rule.facts().get(1).text().en())
                .contains("Workers owed wages", "240 people", "firm", "Enterprise self-report", "5 days ago");
    }

    @Test
    void an_alternative_without_a_value_does_not_borrow_that_of_another() {
        FindingView rule = finding(
                "H-CHG07-ARREARS",
                Dimension.LABOUR,
                seen("CHG07", 72, "AUTHORITY", "hr", 1),
                seen("WAG02", 12, "AUTHORITY", "hr", 2));

        Map<String, FindingFact> facts =
                rule.facts().stream().collect(Collectors.toMap(FindingFact::indicator, fact -> fact));
        assertThat(facts.get("CHG07").value()).isEqualTo(72);
        assertThat(facts.get("WAG02").value()).isEqualTo(12);
        assertThat(facts.get("WAG01").value()).isNull();
        assertThat(facts.get("WAG01").text().en()).contains("no value");
        assertThat(facts.get("WAG01").observations()).isEmpty();
    }

    @Test
    void the_first_indicator_of_a_rule_has_no_value_of_another_in_its_finding() {
        Finding arrears = assess(
                        Dimension.LABOUR,
                        seen("OPS05", 1, "AUTHORITY", "power", 1),
                        seen("WAG02", 12, "AUTHORITY", "hr", 2))
                .findings()
                .stream()
                .filter(finding -> finding.rule().id().equals("H-OPS05-ARREARS"))
                .findFirst()
                .orElseThrow();

        assertThat(arrears.rule().condition().indicators().iterator().next()).isEqualTo("WAG01");
        assertThat(arrears.value()).isNaN();
    }

    @Test
    void the_source_of_a_value_comes_first_and_those_that_support_it_follow() {
        FindingView rule = finding(
                "WAG01-4",
                Dimension.LABOUR,
                seen("WAG01", 80, "OFFICER", "io", 9),
                seen("WAG01", 70, "AUTHORITY", "hr", 3));

        assertThat(rule.facts().get(0).value()).isEqualTo(70);
        assertThat(rule.facts().get(0).observations().get(0).source()).isEqualTo("hr");
    }

    @Test
    void the_head_count_a_rule_compares_is_a_fact_too() {
        FindingView rule = finding("H-CHG04-100", Dimension.LABOUR, seen("CHG04", 1, "AUTHORITY", "register", 4));

        assertThat(rule.facts())
                .extracting(FindingFact::indicator, FindingFact::value, FindingFact::origin)
                .containsExactly(tuple("CHG04", 1.0, Origin.OBSERVATIONS), tuple("headcount", 320.0, Origin.HEADCOUNT));
    }

    @Test
    void a_share_of_the_staff_names_the_reports_it_was_computed_from() {
        FindingView rule = finding(
                "H-LAY02-SLICES10",
                Dimension.LABOUR,
                30,
                seen("LAY02", 4, "AUTHORITY", "hr", 30),
                seen("LAY02", 3, "AUTHORITY", "tax", 10));

        FindingFact share = rule.facts().stream()
                .filter(fact -> fact.indicator().equals("LAY02P90"))
                .findFirst()
                .orElseThrow();
        assertThat(share.value()).isCloseTo(23.3, within(0.1));
        assertThat(share.unit()).isEqualTo("percent");
        assertThat(share.ageDays()).isEqualTo(10);
        assertThat(share.observations())
                .extracting(FindingFact.SourceObservation::indicator, FindingFact.SourceObservation::value)
                .containsExactlyInAnyOrder(tuple("LAY02", 4.0), tuple("LAY02", 3.0));
    }

    @Test
    void what_the_industry_gives_says_so_and_has_no_observations() {
        List<FindingFact> facts = view(Dimension.LABOUR, 320).findings().stream()
                .flatMap(finding -> finding.facts().stream())
                .filter(fact -> fact.indicator().equals("CTX02"))
                .toList();

        assertThat(facts).isNotEmpty().allSatisfy(fact -> {
            assertThat(fact.origin()).isEqualTo(Origin.INDUSTRY);
            assertThat(fact.observations()).isEmpty();
            assertThat(fact.text().en()).contains("industry");
        });
    }

    @Test
    void a_care_finding_names_its_own_aggregate() {
        FindingView rule = finding(
                "PSY02-1",
                Dimension.CARE,
                seen("PSY02", 24, "AUTHORITY", "survey", 6),
                seen("PSY03", 33, "AUTHORITY", "survey", 6));

        assertThat(rule.facts()).extracting(FindingFact::value).containsExactly(24.0);
    }

    /** The kind of the fault, whatever the rule: with the values shown, the rule fires. */
    @Property(tries = 150)
    void the_facts_of_a_finding_are_those_that_made_its_rule_fire(
            @ForAll Dimension dimension, @ForAll("subjects") @Size(min = 1, max = 20) List<EnterpriseFacts> subjects) {
        List<Assessment> assessments = ASSESSOR.assess(dimension, subjects, AT);
        for (int i = 0; i < subjects.size(); i++) {
            AssessmentView view = AssessmentView.explained(assessments.get(i), ASSESSOR.release(), subjects.get(i));
            for (FindingView finding : view.findings()) assertFires(finding);
        }
    }

    private static void assertFires(FindingView finding) {
        Rule rule = ASSESSOR.release().rules().stream()
                .filter(candidate -> candidate.id().equals(finding.rule()))
                .findFirst()
                .orElseThrow();
        Map<String, Double> values = finding.facts().stream()
                .collect(Collectors.toMap(
                        FindingFact::indicator, fact -> fact.value() == null ? Double.NaN : fact.value()));
        boolean fires = rule.condition() instanceof Rule.Band band
                ? band.range().contains(values.get(band.indicator()))
                : ((Rule.DrlCondition) rule.condition()).constraint().holds(values::get);
        assertThat(fires).as("%s with %s", rule.id(), values).isTrue();
    }

    @Provide
    Arbitrary<List<EnterpriseFacts>> subjects() {
        return RandomSubjects.lists(ASSESSOR.release(), AT);
    }

    private static FindingView finding(String rule, Dimension dimension, Observation... observations) {
        return finding(rule, dimension, 320, observations);
    }

    private static FindingView finding(String rule, Dimension dimension, int headcount, Observation... observations) {
        return view(dimension, headcount, observations).findings().stream()
                .filter(finding -> finding.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private static AssessmentView view(Dimension dimension, int headcount, Observation... observations) {
        EnterpriseFacts subject = subject(headcount, observations);
        Assessment assessment = ASSESSOR.assess(dimension, List.of(subject), AT).get(0);
        return AssessmentView.explained(assessment, ASSESSOR.release(), subject);
    }

    private static Assessment assess(Dimension dimension, Observation... observations) {
        return ASSESSOR.assess(dimension, List.of(subject(320, observations)), AT)
                .get(0);
    }

    private static EnterpriseFacts subject(int headcount, Observation... observations) {
        return new EnterpriseFacts(
                new UUID(0, 1), headcount, "C39", Stream.of(observations).toList());
    }

    private static Observation seen(String indicator, double value, String kind, String source, long daysAgo) {
        Instant occurred = AT.minus(Duration.ofDays(daysAgo));
        return new Observation(
                UUID.randomUUID(),
                new UUID(0, 1),
                indicator,
                value,
                occurred,
                occurred,
                new Source(1, source, kind),
                null,
                null,
                false);
    }
}
