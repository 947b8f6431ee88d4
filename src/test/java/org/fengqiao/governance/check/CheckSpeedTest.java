package org.fengqiao.governance.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.fengqiao.assessment.ShenzhenRuleBase;
import org.fengqiao.bench.ResizedRelease;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.content.ContentProblem;
import org.fengqiao.policy.content.ReleaseReader;
import org.junit.jupiter.api.Test;

/** A base of a thousand rules is read and checked while a person waits. */
class CheckSpeedTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void a_thousand_rules_are_read_and_checked_in_seconds() {
        Release large = ResizedRelease.of(ShenzhenRuleBase.release(), 1_000);
        long began = System.nanoTime();
        List<ContentProblem> findings = ContentChecks.of(ReleaseReader.read("large", large.files()));
        Duration took = Duration.ofNanos(System.nanoTime() - began);

        System.out.printf("1,000 rules read and checked in %.2f s%n", took.toMillis() / 1_000.0);
        assertThat(took).isLessThan(PATIENCE);
        // Cut into pieces, the rules have neither whole bounds nor cases of their own; nothing else is wrong with them.
        assertThat(findings)
                .extracting(ContentProblem::code)
                .containsOnly("case-missing", "case-rule-unknown", "unit-mismatch", "band-never");
    }
}
