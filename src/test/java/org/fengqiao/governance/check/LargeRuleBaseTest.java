package org.fengqiao.governance.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fengqiao.assessment.ShenzhenRuleBase;
import org.fengqiao.bench.ResizedRelease;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.content.ContentProblem;
import org.fengqiao.policy.content.ReleaseReader;
import org.junit.jupiter.api.Test;

/** A base of a thousand rules is checked like a small one; how fast is for the bench to say. */
class LargeRuleBaseTest {
    @Test
    void a_thousand_rules_are_read_and_checked() {
        Release large = ResizedRelease.of(ShenzhenRuleBase.release(), 1_000);
        assertThat(large.rules()).hasSizeGreaterThanOrEqualTo(1_000);
        List<ContentProblem> findings = ContentChecks.of(ReleaseReader.read("large", large.files()));
        // Cut into pieces, the rules have neither whole bounds nor cases of their own; nothing else is wrong with them.
        assertThat(findings)
                .extracting(ContentProblem::code)
                .containsOnly("case-missing", "case-rule-unknown", "unit-mismatch", "band-never");
    }
}
