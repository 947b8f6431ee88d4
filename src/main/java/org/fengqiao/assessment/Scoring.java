package org.fengqiao.assessment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fengqiao.assessment.EffectiveRules.ActiveRule;
import org.fengqiao.policy.DimensionPolicy;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Rule;
import org.fengqiao.policy.RuleConstraint;
import org.fengqiao.policy.Tier;

/**
 * Turns the rules that fired into findings, a score and a tier, as of an instant.
 *
 * <p>Score of a dimension = sum over categories of min(cap, sum(points x confidence x decay)); the tier is that of the
 * score, raised to the floors of corroborated hard triggers and limited to what its evidence may reach alone (domain
 * reference 1.2). Not thread-safe.
 */
final class Scoring {
    private static final double DAY_SECONDS = 86_400;

    private final Release release;
    private final DimensionPlan plan;
    private final EffectiveRules effective;
    private final Instant at;
    private final DimensionPolicy policy;

    // points by category, of the current enterprise
    private final double[] categoryPoints;

    Scoring(Release release, DimensionPlan plan, EffectiveRules effective, Instant at) {
        this.release = release;
        this.plan = plan;
        this.effective = effective;
        this.at = at;
        this.policy = release.dimensions().get(plan.dimension());
        categoryPoints = new double[effective.caps().length];
    }

    /** @param fired ordinals of rules, ascending */
    Assessment score(EnterpriseFacts subject, DerivedFacts facts, int[] fired) {
        List<Finding> findings = fired.length == 0 ? List.of() : new ArrayList<>(fired.length);
        Arrays.fill(categoryPoints, 0);
        double score = 0;
        double decayPerDay = 0;
        Tier floor = Tier.GREY;
        Tier limit = Tier.GREEN;
        for (int ordinal : fired) {
            ActiveRule active = effective.activeRule(ordinal);
            if (active == null) continue;
            Finding finding = finding(active, facts);
            findings.add(finding);
            double before = categoryPoints[active.category()];
            double after = Math.min(effective.caps()[active.category()], before + finding.points());
            categoryPoints[active.category()] = after;
            score += after - before;
            decayPerDay += active.rule().points() * finding.confidence() / active.ttlDays();
            if (finding.floor().isPresent())
                floor = Tier.worse(floor, finding.floor().get());
            limit = Tier.worse(limit, finding.limit());
        }
        score = Math.round(score * 100) / 100.0;
        Tier tier = Tier.milder(Tier.worse(policy.tierOf(score), floor), limit);
        if (tier == Tier.GREEN && facts.completeness < policy.minCompleteness()) tier = Tier.GREY;
        return new Assessment(
                subject.id(),
                plan.dimension(),
                at,
                release.id(),
                subject.headcount(),
                score,
                tier,
                facts.completeness,
                Collections.unmodifiableList(findings),
                holdsUntil(facts, score, decayPerDay));
    }

    /**
     * Until when rules, tier and completeness stay the same if nothing is learnt; null for ever. May be too early but never too
     * late: a score loses at most what all its findings lose in a day.
     */
    private Instant holdsUntil(DerivedFacts facts, double score, double decayPerDay) {
        long until = Math.min(facts.holdsUntil, effective.effectiveUntil());
        Double threshold = policy.thresholds().get(policy.tierOf(score));
        if (threshold != null && threshold > 0 && decayPerDay > 0) {
            double seconds = (score - threshold) / decayPerDay * DAY_SECONDS;
            until = Math.min(until, at.getEpochSecond() + (long) seconds);
        }
        if (until == Long.MAX_VALUE) return null;
        return Instant.ofEpochSecond(Math.max(until, at.getEpochSecond() + 1));
    }

    private Finding finding(ActiveRule active, DerivedFacts facts) {
        double confidence = 1;
        double decay = 1;
        Tier limit = Tier.GREY;
        List<UUID> evidence = List.of();
        double value = Double.NaN;
        for (int i = 0; i < active.positions().length; i++) {
            AggregatedIndicator aggregated = facts.at(active.positions()[i]);
            if (aggregated == null) continue;
            // Of the first indicator alone: another's value would pass for it.
            if (i == 0) value = aggregated.value();
            confidence = Math.min(confidence, aggregated.confidence());
            decay = Math.min(decay, aggregated.decay());
            limit = Tier.worse(limit, aggregated.aloneMaxTier());
            evidence = concat(evidence, aggregated.evidence());
        }
        return new Finding(
                active.rule(),
                value,
                active.rule().points() * confidence * decay,
                confidence,
                decay,
                floor(active, facts),
                Tier.milder(limit, active.limit()),
                evidence);
    }

    private static List<UUID> concat(List<UUID> some, List<UUID> others) {
        if (some.isEmpty()) return others;
        List<UUID> all = new ArrayList<>(some.size() + others.size());
        all.addAll(some);
        all.addAll(others);
        return Collections.unmodifiableList(all);
    }

    /**
     * The floor that corroborated values alone would set: that of a DRL rule if it would still fire, and that of the table row
     * in which the corroborated value falls, which may be a milder one.
     */
    private Optional<Tier> floor(ActiveRule active, DerivedFacts facts) {
        Rule rule = active.rule();
        if (rule.floor().isEmpty()) return rule.floor();
        if (rule.condition() instanceof Rule.DrlCondition drl) {
            boolean holds = drl.constraint().holds(name -> {
                if (name.equals(RuleConstraint.HEADCOUNT)) return facts.headcount;
                AggregatedIndicator aggregated = facts.at(plan.position(name));
                return aggregated == null ? Double.NaN : aggregated.corroborated();
            });
            return holds ? rule.floor() : Optional.empty();
        }
        int position = active.positions()[0];
        return effective.bands()[position].floor(facts.at(position).corroborated());
    }
}
