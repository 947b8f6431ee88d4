package org.fengqiao.demo.city;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Assigns story roles to enterprises. Each block of {@link #BLOCK} enterprises has the same roles at shuffled places, so
 * the mix of tiers is the same at every size; the first enterprises of any city play each role once, so the smallest demo
 * shows every story.
 */
final class StoryCast {
    static final int BLOCK = 4_000;

    /** One fact of a story, {@code day} days after it began. */
    record StoryStep(int day, String indicator, ValueSpec value, DemoSource feed, String note) {
        StoryStep after(int days) {
            return new StoryStep(days + day, indicator, value, feed, note);
        }
    }

    /**
     * A story and how far it has come: {@code ageFrom..ageTo} days since it began.
     *
     * @param group what binds those who play it in one block, so that it happens to all of them at once; empty for nothing
     * @param steps those of the story up to some day, and those of how it ends
     */
    record StoryRole(
            String story,
            int per4000,
            int ageFrom,
            int ageTo,
            String group,
            List<String> industries,
            int headcountFrom,
            int headcountTo,
            String tier,
            List<StoryStep> steps) {
        private static StoryRole read(NamedCsvRecord row, Map<String, List<StoryStep>> stories) {
            return new StoryRole(
                    row.getField("story"),
                    DemoResources.number(row, "per_4000"),
                    DemoResources.number(row, "age_from"),
                    DemoResources.number(row, "age_to"),
                    row.getField("group"),
                    DemoResources.choices(row.getField("industries")),
                    DemoResources.number(row, "headcount_from"),
                    DemoResources.number(row, "headcount_to"),
                    row.getField("tier"),
                    steps(row, stories));
        }

        private static List<StoryStep> steps(NamedCsvRecord row, Map<String, List<StoryStep>> stories) {
            List<StoryStep> steps = stories.get(row.getField("story"));
            if (row.getField("ending").isEmpty()) return steps;
            var until = DemoResources.number(row, "until");
            return Stream.concat(
                            steps.stream().filter(step -> step.day() <= until),
                            stories.get(row.getField("ending")).stream().map(step -> step.after(until)))
                    .toList();
        }

        /** The day of the first step with an indicator, when its zero reports stop; far away if there is none. */
        int firstDay(String indicator) {
            return steps.stream()
                    .filter(step -> step.indicator().equals(indicator))
                    .mapToInt(StoryStep::day)
                    .min()
                    .orElse(RecentDays.YEAR + 1);
        }

        int age(SplittableRandom random) {
            return random.nextInt(ageFrom, ageTo + 1);
        }

        int lastDay() {
            return steps.stream().mapToInt(StoryStep::day).max().orElse(0);
        }
    }

    private final List<StoryRole> roles;
    private final StoryRole[] slots = new StoryRole[BLOCK];
    private final long seed;

    StoryCast(long seed) {
        this.seed = seed;
        var steps = steps();
        roles = DemoResources.rows("story-roles.csv", row -> StoryRole.read(row, steps));
        var slot = 0;
        for (var role : roles) {
            Arrays.fill(slots, slot, slot + role.per4000(), role);
            slot += role.per4000();
        }
    }

    /** The role of an enterprise; null for most, to whom nothing happens. */
    StoryRole roleOf(int index) {
        if (index < roles.size()) return roles.get(index);
        // place -> a * place + b is a permutation as long as a and the block size are coprime
        var shuffle = SeededRandom.of(seed, -1 - index / BLOCK);
        var a = 10 * shuffle.nextInt(BLOCK / 10) + 3;
        var b = shuffle.nextInt(BLOCK);
        return slots[(int) (((long) a * (index % BLOCK) + b) % BLOCK)];
    }

    /** How long ago the story of an enterprise began; for a group it began on one day. */
    int ageOf(int index, StoryRole role, SplittableRandom random) {
        var own = role.age(random);
        return bond(index, role)
                .map(key -> role.age(SeededRandom.of(seed, key.hashCode())))
                .orElse(own);
    }

    /** What an enterprise has in common with others that play its role in the same block; empty for most. */
    Optional<String> bond(int index, StoryRole role) {
        if (role == null || role.group().isEmpty() || index < roles.size()) return Optional.empty();
        return Optional.of("demo-" + (roles.indexOf(role) + 1) + "-" + (index / BLOCK + 1));
    }

    List<StoryRole> roles() {
        return roles;
    }

    private static Map<String, List<StoryStep>> steps() {
        record Line(String story, StoryStep step) {}
        var lines = DemoResources.rows(
                "stories.csv",
                r -> new Line(
                        r.getField("story"),
                        new StoryStep(
                                DemoResources.number(r, "day"),
                                r.getField("indicator"),
                                ValueSpec.parse(r.getField("value")),
                                DemoSource.valueOf(r.getField("feed")),
                                r.getField("note"))));
        return lines.stream()
                .collect(Collectors.groupingBy(
                        Line::story, LinkedHashMap::new, Collectors.mapping(Line::step, Collectors.toList())));
    }
}
