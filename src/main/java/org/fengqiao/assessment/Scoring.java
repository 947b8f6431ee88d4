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
 * Makes findings, a score and a tier of the rules that fired, as of an instant.
 *
 * <p>Score of a dimension = sum over categories of min(cap, sum(points x confidence x decay)); the tier is that of the
 * score, raised to the floors of corroborated hard triggers, held down by what its evidence may reach alone (domain
 * reference 1.2). Not thread-safe.
 */
final class Scoring {
    private static final double DAY_SECONDS = 86_400;

    private final Release release;
    private final DimensionPlan plan;
    private final EffectiveRules inForce;
    private final Instant at;
    private final DimensionPolicy policy;

    // Points of each category, of the subject in hand.
    private final double[] categoryPoints;

    Scoring(Release release, DimensionPlan plan, EffectiveRules inForce, Instant at) {
        this.release = release;
        this.plan = plan;
        this.inForce = inForce;
        this.at = at;
        this.policy = release.dimensions().get(plan.dimension());
        categoryPoints = new double[inForce.caps().length];
    }

    /** @param fired ordinals of rules, ascending */
    Assessment score(EnterpriseFacts subject, DerivedFacts facts, int[] fired) {
        List<Finding> findings = fired.length == 0 ? List.of() : new ArrayList<>(fired.length);
        Arrays.fill(categoryPoints, 0);
        double score = 0;
        double fading = 0;
        Tier floor = Tier.GREY;
        Tier limit = Tier.GREEN;
        for (int ordinal : fired) {
            ActiveRule speaker = inForce.activeRule(ordinal);
            if (speaker == null) continue;
            Finding finding = finding(speaker, facts);
            findings.add(finding);
            double before = categoryPoints[speaker.category()];
            double after = Math.min(inForce.caps()[speaker.category()], before + finding.points());
            categoryPoints[speaker.category()] = after;
            score += after - before;
            fading += speaker.rule().points() * finding.confidence() / speaker.ttlDays();
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
                holdsUntil(facts, score, fading));
    }

    /**
     * Until when neither rules nor tier nor completeness change by the mere passing of time; null for ever. May be too
     * early, never too late: a score loses at most what all its findings lose in a day.
     */
    private Instant holdsUntil(DerivedFacts facts, double score, double fadingADay) {
        long until = Math.min(facts.holdsUntil, inForce.effectiveUntil());
        Double least = policy.thresholds().get(policy.tierOf(score));
        if (least != null && least > 0 && fadingADay > 0) {
            double seconds = (score - least) / fadingADay * DAY_SECONDS;
            until = Math.min(until, at.getEpochSecond() + (long) seconds);
        }
        if (until == Long.MAX_VALUE) return null;
        return Instant.ofEpochSecond(Math.max(until, at.getEpochSecond() + 1));
    }

    private Finding finding(ActiveRule speaker, DerivedFacts facts) {
        AggregatedIndicator spoke = null;
        double confidence = 1;
        double decay = 1;
        Tier limit = Tier.GREY;
        List<UUID> evidence = List.of();
        for (int position : speaker.positions()) {
            AggregatedIndicator contribution = facts.at(position);
            if (contribution == null) continue;
            if (spoke == null) spoke = contribution;
            confidence = Math.min(confidence, contribution.confidence());
            decay = Math.min(decay, contribution.decay());
            limit = Tier.worse(limit, contribution.aloneMaxTier());
            evidence = joined(evidence, contribution.evidence());
        }
        return new Finding(
                speaker.rule(),
                spoke == null ? Double.NaN : spoke.value(),
                speaker.rule().points() * confidence * decay,
                confidence,
                decay,
                floor(speaker, facts),
                Tier.milder(limit, speaker.limit()),
                evidence);
    }

    private static List<UUID> joined(List<UUID> some, List<UUID> others) {
        if (some.isEmpty()) return others;
        List<UUID> all = new ArrayList<>(some.size() + others.size());
        all.addAll(some);
        all.addAll(others);
        return Collections.unmodifiableList(all);
    }

    /**
     * The floor that corroborated values alone would set: a written rule's own if it would still fire, a table row's own
     * or that of the milder row the corroborated value falls in.
     */
    private Optional<Tier> floor(ActiveRule speaker, DerivedFacts facts) {
        Rule rule = speaker.rule();
        if (rule.floor().isEmpty()) return rule.floor();
        if (rule.condition() instanceof Rule.DrlCondition written) {
            boolean holds = written.constraint().holds(name -> {
                if (name.equals(RuleConstraint.HEADCOUNT)) return facts.headcount;
                AggregatedIndicator contribution = facts.at(plan.position(name));
                return contribution == null ? Double.NaN : contribution.corroborated();
            });
            return holds ? rule.floor() : Optional.empty();
        }
        int position = speaker.positions()[0];
        return inForce.bands()[position].floor(facts.at(position).corroborated());
    }
}
