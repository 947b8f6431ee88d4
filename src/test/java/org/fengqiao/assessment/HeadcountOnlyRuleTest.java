package org.fengqiao.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.fengqiao.assessment.drools.DroolsEngine;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.content.ReleaseReader;
import org.junit.jupiter.api.Test;

/** A written rule whose alternative asks for the head count only. */
class HeadcountOnlyRuleTest {
    private static final Instant SUMMER = Instant.parse("2026-06-30T04:00:00Z");

    @Test
    void a_rule_on_the_head_count_alone_fires_without_observations() {
        Assessor assessor = Assessor.of(closingOrLarge(), DroolsEngine::compile);

        assertThat(rulesOf(assessor, 100)).containsExactly("H-CHG04-100");
        assertThat(rulesOf(assessor, 99)).isEmpty();
    }

    private static List<String> rulesOf(Assessor assessor, int headcount) {
        EnterpriseFacts subject = new EnterpriseFacts(new UUID(0, 1), headcount, null, List.of());
        return assessor.assess(Dimension.LABOUR, List.of(subject), SUMMER).get(0).findings().stream()
                .map(finding -> finding.rule().id())
                .toList();
    }

    private static Release closingOrLarge() {
        Release release = ShenzhenRuleBase.release();
        SortedMap<String, byte[]> files = new TreeMap<>(release.files());
        files.replaceAll((name, content) -> new String(content, StandardCharsets.UTF_8)
                .replace("CHG04 >= 1, headcount >= 100", "CHG04 >= 1 || headcount >= 100")
                .getBytes(StandardCharsets.UTF_8));
        return ReleaseReader.read(release.base(), files);
    }
}
