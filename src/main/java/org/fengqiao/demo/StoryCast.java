package org.fengqiao.demo;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Assigns story roles to enterprises. Each block of {@link #BLOCK} enterprises has the same roles at shuffled places, so
 * the mix of tiers is the same at every size; the first enterprises of any city play each role once, so the smallest demo
 * shows every story.
 */
final class StoryCast {
    static final int BLOCK = 4_000;

    /** One fact of a story, {@code day} days after it began. */
    record StoryStep(int day, String indicator, ValueSpec value, DemoSource feed, String note) {}

    /** A story and how far it has come: {@code ageFrom..ageTo} days since it began. */
    record StoryRole(
            String story,
            int per4000,
            int ageFrom,
            int ageTo,
            List<String> industries,
            int headcountFrom,
            int headcountTo,
            String tier,
            List<StoryStep> steps) {
        /** Whether the story has the indicator; its zero reports then stop when the story begins. */
        boolean covers(String indicator) {
            return steps.stream().anyMatch(s -> s.indicator().equals(indicator));
        }

        int age(SplittableRandom random) {
            return random.nextInt(ageFrom, ageTo + 1);
        }
    }

    private final List<StoryRole> roles;
    private final StoryRole[] slots = new StoryRole[BLOCK];
    private final long seed;

    StoryCast(long seed) {
        this.seed = seed;
        var steps = steps();
        roles = DemoResources.rows(
                "story-roles.csv",
                r -> new StoryRole(
                        r.getField("story"),
                        DemoResources.number(r, "per_4000"),
                        DemoResources.number(r, "age_from"),
                        DemoResources.number(r, "age_to"),
                        DemoResources.choices(r.getField("industries")),
                        DemoResources.number(r, "headcount_from"),
                        DemoResources.number(r, "headcount_to"),
                        r.getField("tier"),
                        steps.get(r.getField("story"))));
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
