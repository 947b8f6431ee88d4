package org.fengqiao.assessment;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.policy.Rule;
import org.fengqiao.policy.Tier;

/**
 * One rule that fired, with the value it saw and the points it added.
 *
 * @param value of the first indicator that the rule names, NaN if that has none; {@link FindingFact} has those of all
 * @param points after confidence and decay, before the category's cap
 * @param floor the least tier it set, if any; none if there is only one unofficial source
 * @param limit the highest tier this evidence may reach on its own
 * @param evidence keys of the observations used; empty on a stored assessment (a replay provides them)
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
