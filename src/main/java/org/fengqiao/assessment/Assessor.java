package org.fengqiao.assessment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fengqiao.platform.Failure;
import org.fengqiao.platform.Time;
import org.fengqiao.policy.Category;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.DimensionPolicy;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Route;
import org.fengqiao.policy.Rule;
import org.fengqiao.policy.Tier;
import org.fengqiao.registry.PostKind;

/**
 * Assesses: a pure function of what was known, a release and an instant. The pass over everybody, a single enterprise,
 * a replay of the past and a back-test all call this one.
 *
 * <p>Score of a dimension = sum over categories of min(cap, sum(points x confidence x decay)); the tier is that of the
 * score, raised to the floors of corroborated hard triggers, held down by what its evidence may reach alone (domain
 * reference 1.2).
 */
public final class Assessor {
    private final Release release;
    private final RuleEngine engine;
    private final Map<Dimension, DimensionPlan> plans;

    /** @param engine made for the same release */
    public Assessor(Release release, Map<Dimension, DimensionPlan> plans, RuleEngine engine) {
        this.release = release;
        this.plans = plans;
        this.engine = engine;
    }

    /** The release prepared for each dimension. */
    public static Map<Dimension, DimensionPlan> plansOf(Release release) {
        Map<Dimension, DimensionPlan> plans = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) plans.put(dimension, new DimensionPlan(release, dimension));
        return plans;
    }

    /** Compiles the release with {@code compiler} and returns its assessor. */
    public static Assessor of(Release release, RuleCompiler compiler) {
        checkPosts(release);
        Map<Dimension, DimensionPlan> plans = plansOf(release);
        return new Assessor(release, plans, compiler.compile(release, plans));
    }

    /** Which posts there are is the registry's to say, so a release is held against it before it can go live. */
    private static void checkPosts(Release release) {
        Set<String> known = Arrays.stream(PostKind.values()).map(Enum::name).collect(Collectors.toSet());
        for (Route route : release.routes()) {
            for (String post : Stream.concat(Stream.of(route.owner()), route.copies().stream())
                    .toList()) {
                if (!known.contains(post)) {
                    throw Failure.invalid(
                            "post-kind-unknown",
                            "routes.csv的路由" + route.id() + "写了不存在的岗位" + post + "，可用的有" + known,
                            "Route " + route.id() + " of routes.csv names the post " + post
                                    + ", which there is not; there are " + known);
                }
            }
        }
    }

    /** Makes a rule engine for a release. */
    @FunctionalInterface
    public interface RuleCompiler {
        RuleEngine compile(Release release, Map<Dimension, DimensionPlan> plans);
    }

    public Release release() {
        return release;
    }

    public RuleEngine engine() {
        return engine;
    }

    /** One assessment for each subject, in their order. */
    public List<Assessment> assess(Dimension dimension, List<Subject> subjects, Instant at) {
        Derivation derivation = new Derivation(release, plans.get(dimension), at);
        List<DerivedFacts> facts = new ArrayList<>(subjects.size());
        for (Subject subject : subjects) facts.add(derivation.derive(subject));
        List<int[]> fired = engine.fire(dimension, facts);
        List<Assessment> assessments = new ArrayList<>(subjects.size());
        for (int i = 0; i < subjects.size(); i++) {
            assessments.add(conclude(dimension, subjects.get(i), facts.get(i), fired.get(i), at));
        }
        return assessments;
    }

    private Assessment conclude(Dimension dimension, Subject subject, DerivedFacts facts, int[] fired, Instant at) {
        LocalDate day = LocalDate.ofInstant(at, Time.CITY);
        List<Finding> findings = new ArrayList<>(fired.length);
        for (int ordinal : fired) {
            Rule rule = release.rules().get(ordinal);
            if (rule.inForce(day)) findings.add(finding(rule, plans.get(dimension), facts, day));
        }
        double score = score(findings);
        DimensionPolicy policy = release.dimensions().get(dimension);
        Tier tier = tier(policy, score, findings);
        if (tier == Tier.GREEN && facts.completeness < policy.minCompleteness()) tier = Tier.GREY;
        return new Assessment(
                subject.id(),
                dimension,
                at,
                release.id(),
                subject.headcount(),
                score,
                tier,
                facts.completeness,
                List.copyOf(findings));
    }

    private Finding finding(Rule rule, DimensionPlan plan, DerivedFacts facts, LocalDate day) {
        Contribution spoke = null;
        double confidence = 1;
        double decay = 1;
        Tier limit = Tier.GREY;
        List<java.util.UUID> evidence = new ArrayList<>();
        for (String indicator : rule.condition().indicators()) {
            Contribution contribution = facts.contributions[plan.position(indicator)];
            if (contribution == null) continue;
            if (spoke == null) spoke = contribution;
            confidence = Math.min(confidence, contribution.confidence());
            decay = Math.min(decay, contribution.decay());
            limit = Tier.worse(limit, contribution.aloneMaxTier());
            evidence.addAll(contribution.evidence());
        }
        Category category = release.categories().get(rule.category());
        return new Finding(
                rule,
                spoke == null ? Double.NaN : spoke.value(),
                rule.points() * confidence * decay,
                confidence,
                decay,
                floor(rule, plan, facts, day),
                Tier.milder(limit, category.aloneMaxTier()),
                List.copyOf(evidence));
    }

    /**
     * The floor that corroborated values alone would set: a written rule's own if it would still fire, a table row's own
     * or that of the milder row the corroborated value falls in.
     */
    private static Optional<Tier> floor(Rule rule, DimensionPlan plan, DerivedFacts facts, LocalDate day) {
        if (rule.floor().isEmpty()) return Optional.empty();
        if (rule.condition() instanceof Rule.Written written) {
            boolean holds = written.constraint().holds(name -> {
                if (name.equals("headcount")) return facts.headcount;
                Contribution contribution = facts.contributions[plan.position(name)];
                return contribution == null ? Double.NaN : contribution.corroborated();
            });
            return holds ? rule.floor() : Optional.empty();
        }
        int position = plan.position(((Rule.Band) rule.condition()).indicator());
        double corroborated = facts.contributions[position].corroborated();
        for (Rule row : plan.bands(position)) {
            if (((Rule.Band) row.condition()).range().contains(corroborated) && row.inForce(day)) {
                return row.floor();
            }
        }
        return Optional.empty();
    }

    private double score(List<Finding> findings) {
        Map<String, Double> byCategory = new HashMap<>();
        double score = 0;
        for (Finding finding : findings) {
            double cap = release.categories().get(finding.rule().category()).cap();
            double before = byCategory.getOrDefault(finding.rule().category(), 0.0);
            double after = Math.min(cap, before + finding.points());
            byCategory.put(finding.rule().category(), after);
            score += after - before;
        }
        return Math.round(score * 100) / 100.0;
    }

    private static Tier tier(DimensionPolicy policy, double score, List<Finding> findings) {
        Tier tier = policy.tierOf(score);
        Tier limit = Tier.GREEN;
        for (Finding finding : findings) {
            if (finding.floor().isPresent())
                tier = Tier.worse(tier, finding.floor().get());
            limit = Tier.worse(limit, finding.limit());
        }
        return Tier.milder(tier, limit);
    }
}
