package org.fengqiao.assessment.live;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.fengqiao.assessment.Assessor;
import org.fengqiao.assessment.EnterpriseFacts;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Range;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Route;
import org.fengqiao.policy.Rule;
import org.fengqiao.registry.observation.Observation;
import org.fengqiao.registry.observation.Source;

/** Fires the rules of a release before it goes live, so that failures happen aside and the first request is fast. */
final class WarmUp {
    private WarmUp() {}

    static Assessor of(Assessor assessor, Instant at) {
        Release release = assessor.release();
        for (Dimension dimension : Dimension.values()) {
            List<EnterpriseFacts> subjects = release.rules().stream()
                    .filter(rule -> rule.dimension() == dimension)
                    .map(rule -> subject(release, rule, at))
                    .toList();
            if (!subjects.isEmpty()) assessor.assess(dimension, subjects, at);
        }
        for (Route route : release.routes()) {
            assessor.engine().routes(route.dimension(), route.tier(), route.headcountFrom(), List.of(route.area()));
        }
        return assessor;
    }

    private static EnterpriseFacts subject(Release release, Rule rule, Instant at) {
        UUID id = UUID.nameUUIDFromBytes(rule.id().getBytes(StandardCharsets.UTF_8));
        String kind = release.sourceKinds().keySet().iterator().next();
        List<Observation> observations = new ArrayList<>();
        for (String indicator : rule.condition().indicators()) {
            String code = release.indicators().get(indicator).derivedFrom();
            double value = rule.condition() instanceof Rule.Band band ? within(band.range()) : 1;
            observations.add(new Observation(
                    id, id, code, value, at, at, new Source((short) 1, "warm-up", kind), null, null, true));
        }
        return new EnterpriseFacts(id, 500, "C", observations);
    }

    private static double within(Range range) {
        if (Double.isFinite(range.from())) return range.from() + 0.5;
        return Double.isFinite(range.to()) ? range.to() - 0.5 : 0;
    }
}
