package org.fengqiao.bench.assess;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.fengqiao.assessment.EnterpriseFacts;
import org.fengqiao.policy.Dimension;
import org.fengqiao.policy.Indicator;
import org.fengqiao.policy.Range;
import org.fengqiao.policy.Release;
import org.fengqiao.policy.Rule;
import org.fengqiao.registry.observation.Observation;
import org.fengqiao.registry.observation.Source;

/**
 * Unrealistic enterprises that cover every path of the policy: values inside and outside every row, sources that agree and
 * contradict, observations too old to count or not known yet. 0 to 12 observations each, 6 on average.
 */
final class RandomEnterprises {
    private static final int MAX_OBSERVATIONS = 12;
    private static final List<String> INDUSTRIES = List.of("C3911", "E47", "F5213", "H62", "I65", "");

    private final Random random;
    private final Instant at;
    private final List<Input> inputs;
    private final List<Source> sources = new ArrayList<>();
    private final List<UUID> reporters;

    /** An indicator that takes observations, and the ranges of all rows that use it. */
    private record Input(String code, List<Range> ranges) {}

    RandomEnterprises(Release release, Instant at, long seed) {
        random = new Random(seed);
        this.at = at;
        inputs = release.indicators().values().stream()
                .filter(indicator ->
                        indicator.takesInput() && indicator.dimensions().contains(Dimension.LABOUR))
                .map(indicator -> new Input(indicator.code(), ranges(release, indicator)))
                .toList();
        List<String> kinds = release.sourceKinds().keySet().stream().sorted().toList();
        for (String kind : kinds) {
            sources.add(new Source(sources.size(), kind + "-1", kind));
            sources.add(new Source(sources.size(), kind + "-2", kind));
        }
        sources.add(new Source(sources.size(), "unheard-of", "UNHEARD_OF"));
        reporters = List.of(id(), id(), id());
    }

    private static List<Range> ranges(Release release, Indicator indicator) {
        return release.rules().stream()
                .filter(rule -> rule.dimension() == Dimension.LABOUR
                        && rule.condition() instanceof Rule.Band band
                        && release.indicators()
                                .get(band.indicator())
                                .derivedFrom()
                                .equals(indicator.code()))
                .map(rule -> ((Rule.Band) rule.condition()).range())
                .toList();
    }

    List<EnterpriseFacts> generate(int count) {
        return Stream.generate(this::enterprise).limit(count).toList();
    }

    private EnterpriseFacts enterprise() {
        List<Observation> observations = new ArrayList<>();
        int count = random.nextInt(MAX_OBSERVATIONS + 1);
        Input input = null;
        for (int i = 0; i < count; i++) {
            // Several observations of one indicator are the harder part of the policy.
            if (input == null || random.nextInt(4) > 0) input = any(inputs);
            observations.add(observation(input));
        }
        int headcount = random.nextInt(20) == 0 ? 0 : (int) Math.exp(random.nextDouble() * 8);
        return new EnterpriseFacts(id(), headcount, any(INDUSTRIES), List.copyOf(observations));
    }

    private Observation observation(Input input) {
        int days = random.nextInt(10) < 7 ? random.nextInt(30) : random.nextInt(400);
        Instant occurred = at.minusSeconds(days * 86_400L + random.nextInt(86_400));
        boolean later = random.nextInt(50) == 0;
        Source source = any(sources);
        return new Observation(
                id(),
                null,
                input.code,
                value(input.ranges),
                occurred,
                later ? at.plus(1, ChronoUnit.HOURS) : occurred,
                source,
                source.kind().startsWith("OFFICER") ? any(reporters) : null,
                random.nextInt(10) == 0 ? (1 + random.nextInt(10)) / 10f : null,
                false);
    }

    private double value(List<Range> ranges) {
        if (ranges.isEmpty()) return random.nextInt(60);
        if (random.nextInt(4) == 0) return 0;
        Range range = any(ranges);
        double from = Double.isInfinite(range.from()) ? 0 : range.from();
        double to = Double.isInfinite(range.to()) ? 2 * from + 1 : range.to();
        double value = from + random.nextDouble() * (to - from);
        return to - from > 1 ? Math.rint(value) : value;
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
