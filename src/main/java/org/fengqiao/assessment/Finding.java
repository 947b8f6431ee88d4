package org.fengqiao.assessment;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.policy.Rule;
import org.fengqiao.policy.Tier;

/**
 * One rule that spoke, what it saw and what it added.
 *
 * @param value the indicator's value; of a written rule, that of the first indicator it reads
 * @param points after confidence and decay, before the category's cap
 * @param floor the least tier it set, if any: none when only one unofficial source says so
 * @param limit the highest tier this evidence may reach on its own
 * @param evidence keys of the observations used; empty on an assessment read back from store (a replay gives them)
 */
public record Finding(
        Rule rule,
        double value,
        double points,
        double confidence,
        double decay,
        Optional<Tier> floor,
        Tier limit,
        List<UUID> evidence) {

    public boolean floorApplied() {
        return floor.isPresent();
    }
}
