package org.fengqiao.alerting.suppression;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Tier;

/**
 * Somebody answers for it that nobody is told of certain alerts for a while.
 *
 * @param enterpriseId empty for all in the area
 * @param areaPath of the enterprise, or of the area it is for
 * @param rule holds what rests on this rule alone
 * @param indicator holds what rests on this indicator alone
 * @param most the gravest tier it holds; never RED
 */
public record Silence(
        UUID id,
        String author,
        String reason,
        Optional<UUID> enterpriseId,
        String areaPath,
        Dimension dimension,
        Optional<String> rule,
        Optional<String> indicator,
        Tier maxTier,
        Instant from,
        Instant to) {

    /** What a silence looks at. */
    public record SilenceSubject(
            UUID enterpriseId,
            String areaPath,
            Dimension dimension,
            Tier tier,
            Set<String> rules,
            Set<String> indicators) {}

    Silence withId(UUID given) {
        return new Silence(
                given, author, reason, enterpriseId, areaPath, dimension, rule, indicator, maxTier, from, to);
    }

    boolean isEffectiveFor(SilenceSubject of, Instant at) {
        return !at.isBefore(from) && at.isBefore(to) && matches(of);
    }

    boolean matches(SilenceSubject of) {
        return of.tier() != Tier.RED
                && of.tier().compareTo(maxTier) <= 0
                && of.dimension() == dimension
                && enterpriseId.map(of.enterpriseId()::equals).orElseGet(() -> of.areaPath()
                        .startsWith(areaPath))
                && rule.map(one -> of.rules().equals(Set.of(one))).orElse(true)
                && indicator.map(one -> of.indicators().equals(Set.of(one))).orElse(true);
    }
}
