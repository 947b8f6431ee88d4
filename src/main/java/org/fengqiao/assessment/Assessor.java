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
 * Assesses enterprises: a pure function of facts, release and instant, used by passes, single events, replays and
 * back-tests. {@link FactDerivation} derives facts from observations, the engine decides which rules fire, {@link Scoring}
 * turns them into findings, score and tier.
 */
public final class Assessor {
    /** Large enough to amortise a session of the engine, small enough for the cache of a core. */
    private static final int BATCH = 500;

    private final Release release;
    private final RuleEngine engine;
    private final Map<Dimension, DimensionPlan> plans;
    private final Map<Dimension, EffectiveRules> effectiveRules = new ConcurrentHashMap<>();

    /** @param engine compiled from the same release */
    public Assessor(Release release, Map<Dimension, DimensionPlan> plans, RuleEngine engine) {
        this.release = release;
        this.plans = plans;
        this.engine = engine;
    }

    /** Prepares the release for each dimension. */
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

    /** The registry defines the kinds of post, so the routes are checked against them before a release can go live. */
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
                                    + ", which does not exist; known posts are " + known);
                }
            }
        }
    }

    /** Compiles a release to a rule engine. */
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
        EffectiveRules effective = effectiveOn(plan, LocalDate.ofInstant(at, Time.CITY));
        FactDerivation derivation = new FactDerivation(release, plan, effective.bands(), at);
        Scoring scoring = new Scoring(release, plan, effective, at);
        List<Assessment> assessments = new ArrayList<>(subjects.size());
        for (int from = 0; from < subjects.size(); from += BATCH) {
            List<EnterpriseFacts> batch = subjects.subList(from, Math.min(subjects.size(), from + BATCH));
            List<DerivedFacts> facts = new ArrayList<>(batch.size());
            for (EnterpriseFacts subject : batch) facts.add(derivation.derive(subject));
            List<int[]> fired = engine.fire(dimension, facts);
            for (int i = 0; i < batch.size(); i++) {
                assessments.add(scoring.score(batch.get(i), facts.get(i), fired.get(i)));
            }
        }
        return assessments;
    }

    private EffectiveRules effectiveOn(DimensionPlan plan, LocalDate day) {
        EffectiveRules last = effectiveRules.get(plan.dimension());
        if (last != null && last.day().equals(day)) return last;
        EffectiveRules made = new EffectiveRules(release, plan, day);
        effectiveRules.put(plan.dimension(), made);
        return made;
    }
}
