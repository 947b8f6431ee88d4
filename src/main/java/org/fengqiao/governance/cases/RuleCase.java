package org.fengqiao.governance.cases;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.fengqiao.assessment.EnterpriseFacts;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;

/**
 * One entry of a rule base's cases/*.yaml: given facts, expected findings, tier, score and owner. What is not stated is
 * not checked.
 *
 * @param row line of the file at which it begins
 * @param areas codes from the city down to the enterprise's own
 * @param leastTier what the tier must not be milder than, and {@code leastScore} likewise; so that a case can say
 *     "never less than", as a counter-example of the checks does
 */
public record RuleCase(
        String file,
        int row,
        String name,
        Dimension dimension,
        Instant at,
        List<String> areas,
        EnterpriseFacts subject,
        List<String> fires,
        List<String> silent,
        Optional<Tier> tier,
        Optional<Double> score,
        Optional<Tier> leastTier,
        Optional<Double> leastScore,
        Optional<String> owner) {

    @Override
    public String toString() {
        return file + ": " + name;
    }
}
