package org.fengqiao.assessment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.fengqiao.policy.Indicator;
import org.fengqiao.policy.Release;
import org.fengqiao.registry.observation.Observation;
import org.fengqiao.registry.observation.Source;

/** Enterprises of which anything may have been reported. */
final class RandomSubjects {
    private RandomSubjects() {}

    static Arbitrary<List<EnterpriseFacts>> lists(Release release, Instant at) {
        Arbitrary<EnterpriseFacts> subject = Combinators.combine(
                        Arbitraries.integers().between(0, 3000),
                        Arbitraries.of("I65", "C39", "E47", "H62", null),
                        observation(release, at).list().ofMaxSize(25))
                .as((headcount, industry, seen) -> new EnterpriseFacts(UUID.randomUUID(), headcount, industry, seen));
        return subject.list();
    }

    private static Arbitrary<Observation> observation(Release release, Instant at) {
        List<String> codes = release.indicators().values().stream()
                .filter(Indicator::takesInput)
                .map(Indicator::code)
                .toList();
        return Combinators.combine(
                        Arbitraries.of(codes),
                        Arbitraries.of(0.0, 1.0, 2.0, 3.0, 10.0, 31.0, 61.0, 100.0, 150_000.0),
                        Arbitraries.of(
                                release.sourceKinds().keySet().stream().sorted().toList()),
                        Arbitraries.of("hr", "bank", "io.1", "io.2"),
                        Arbitraries.integers().between(0, 400),
                        Arbitraries.integers().between(0, 86_399),
                        Arbitraries.of(true, false))
                .as((code, value, kind, source, days, seconds, established) -> {
                    Instant occurred = at.minus(Duration.ofDays(days)).minusSeconds(seconds);
                    return new Observation(
                            UUID.randomUUID(),
                            null,
                            code,
                            value,
                            occurred,
                            occurred,
                            new Source((short) 1, source, kind),
                            null,
                            null,
                            established);
                });
    }
}
