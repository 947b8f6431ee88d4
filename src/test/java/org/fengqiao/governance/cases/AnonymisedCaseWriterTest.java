package org.fengqiao.governance.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fengqiao.assessment.EnterpriseFacts;
import org.fengqiao.assessment.ShenzhenRuleBase;
import org.fengqiao.platform.Time;
import org.fengqiao.policy.Dimension;
import org.fengqiao.registry.observation.Observation;
import org.fengqiao.registry.observation.Source;
import org.junit.jupiter.api.Test;

/** A real enterprise becomes a case that passes, and that does not say which enterprise it was. */
class AnonymisedCaseWriterTest {
    private static final Instant AT =
            LocalDate.of(2026, 6, 30).atTime(10, 30).atZone(Time.CITY).toInstant();
    private static final UUID ENTERPRISE = UUID.fromString("018f0000-0000-7000-8000-000000000001");
    private static final UUID OFFICER = UUID.fromString("018f0000-0000-7000-8000-00000000beef");

    @Test
    void holds_what_was_known_and_what_came_of_it_and_nothing_that_names_anybody() {
        EnterpriseFacts subject = new EnterpriseFacts(
                ENTERPRISE,
                320,
                "C3921",
                List.of(
                        fact("WAG01", 65, 3, "hr-longgang", "AUTHORITY", null),
                        fact("WAG02", 40, 2, "officer:io.0001", "OFFICER", OFFICER),
                        fact("WAG02", 38, 1, "12345", "AUTHORITY", null)));

        String yaml = AnonymisedCaseWriter.of(
                ShenzhenRuleBase.assessor(),
                Dimension.LABOUR,
                subject,
                AT,
                List.of("4403", "440307", "440307013"),
                "坂田某厂，负责人电话13812345678");

        assertThat(yaml)
                .contains("{indicator: WAG01, value: 65, kind: AUTHORITY, source: s1, days_ago: 3}")
                .contains("tier: RED", "owner: LABOUR_OFFICE_HEAD", "H-WAG01-COLLECTIVE", "industry: C\n")
                .doesNotContain("13812345678", "hr-longgang", "12345", "io.0001", "440307013", "3921")
                .doesNotContain(ENTERPRISE.toString(), OFFICER.toString());
        List<RuleCase> read = RuleCaseReader.read(Map.of("cases/saved.yaml", yaml.getBytes(StandardCharsets.UTF_8)));
        assertThat(RuleCaseRunner.of(read, ShenzhenRuleBase.assessor()))
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.passed()).as(result.toString()).isTrue();
                    assertThat(result.expectations())
                            .extracting(RuleCaseResult.Expectation::what)
                            .contains("fires", "silent", "tier", "score", "owner");
                });
    }

    @Test
    void what_was_learnt_later_is_not_in_it() {
        Observation later = fact("WAG01", 65, -2, "hr", "AUTHORITY", null);
        String yaml = AnonymisedCaseWriter.of(
                ShenzhenRuleBase.assessor(),
                Dimension.LABOUR,
                new EnterpriseFacts(ENTERPRISE, 50, null, List.of(later)),
                AT,
                List.of("4403"),
                "无事实 / no facts");
        assertThat(yaml).contains("facts: []").contains("tier: GREY").doesNotContain("WAG01");
    }

    private static Observation fact(
            String indicator, double value, int daysAgo, String source, String kind, UUID reporter) {
        Instant occurred = AT.minus(Duration.ofDays(daysAgo));
        return new Observation(
                UUID.nameUUIDFromBytes((indicator + source).getBytes(StandardCharsets.UTF_8)),
                ENTERPRISE,
                indicator,
                value,
                occurred,
                occurred,
                new Source((short) 1, source, kind),
                reporter,
                null,
                false);
    }
}
