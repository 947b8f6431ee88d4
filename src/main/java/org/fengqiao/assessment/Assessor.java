package org.fengqiao.assessment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fengqiao.platform.ProblemException;
import org.fengqiao.platform.Time;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Route;
import org.fengqiao.registry.post.PostKind;

/**
 * Assesses: a pure function of what was known, a release and an instant. The pass over everybody, a single enterprise,
 * a replay of the past and a back-test all call this one. {@link FactDerivation} makes facts of what was known, the engine
 * says which rules speak, {@link Scoring} makes findings, score and tier of them.
 */
public final class Assessor {
    /** So many at once that a session of the engine pays, so few that all of theirs stays in the cache of the core. */
    private static final int BATCH = 500;

    private final Release release;
    private final RuleEngine engine;
    private final Map<Dimension, DimensionPlan> plans;
    private final Map<Dimension, EffectiveRules> lastInForce = new ConcurrentHashMap<>();

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
                    throw ProblemException.invalid(
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
    public List<Assessment> assess(Dimension dimension, List<EnterpriseFacts> subjects, Instant at) {
        DimensionPlan plan = plans.get(dimension);
        EffectiveRules inForce = inForce(plan, LocalDate.ofInstant(at, Time.CITY));
        FactDerivation derivation = new FactDerivation(release, plan, inForce.bands(), at);
        Scoring conclusion = new Scoring(release, plan, inForce, at);
        List<Assessment> assessments = new ArrayList<>(subjects.size());
        for (int from = 0; from < subjects.size(); from += BATCH) {
            List<EnterpriseFacts> batch = subjects.subList(from, Math.min(subjects.size(), from + BATCH));
            List<DerivedFacts> facts = new ArrayList<>(batch.size());
            for (EnterpriseFacts subject : batch) facts.add(derivation.derive(subject));
            List<int[]> fired = engine.fire(dimension, facts);
            for (int i = 0; i < batch.size(); i++) {
                assessments.add(conclusion.score(batch.get(i), facts.get(i), fired.get(i)));
            }
        }
        return assessments;
    }

    private EffectiveRules inForce(DimensionPlan plan, LocalDate day) {
        EffectiveRules last = lastInForce.get(plan.dimension());
        if (last != null && last.day().equals(day)) return last;
        EffectiveRules made = new EffectiveRules(release, plan, day);
        lastInForce.put(plan.dimension(), made);
        return made;
    }
}
