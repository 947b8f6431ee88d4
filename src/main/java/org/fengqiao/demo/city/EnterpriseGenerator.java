package org.fengqiao.demo.city;

import java.util.List;
import java.util.SplittableRandom;

/** Makes enterprise {@code i} of a seed: its code, name, size, trade and place. */
final class EnterpriseGenerator {
    /** Share of enterprises (per million) with at most that many staff, interpolated linearly. */
    private static final int[][] HEADCOUNTS = {
        {0, 1},
        {150_000, 2},
        {300_000, 3},
        {500_000, 6},
        {700_000, 12},
        {850_000, 26},
        {930_000, 55},
        {960_000, 100},
        {985_500, 300},
        {995_000, 800},
        {999_000, 3_000},
        {999_900, 11_000},
        {1_000_000, 20_000}
    };

    private static final String FIRST = "霁禾沐岚澄砚苓昱珩棠煦翊岑汐羽钧烁栎楷嵘骁翎璟珞";
    private static final String SECOND = "川屿舟澜驰序岸穗晖翼铭朗阔霖桥然榕恺崧泠湉笙";

    private record Industry(String code, int perMille, List<String> business) {}

    private final List<Industry> industries = DemoResources.rows(
            "industries.csv",
            r -> new Industry(
                    r.getField("code"),
                    DemoResources.number(r, "per_mille"),
                    DemoResources.choices(r.getField("business"))));
    private final CityMap map;

    EnterpriseGenerator(CityMap map) {
        this.map = map;
    }

    DemoEnterprise make(int index, StoryCast.StoryRole role, SplittableRandom random) {
        var industry = industry(role, random);
        var headcount = role == null
                ? headcount(random.nextInt(1_000_000))
                : SeededRandom.low(role.headcountFrom(), role.headcountTo(), random);
        var grid = map.anyGrid(random);
        var community = map.communityOf(grid);
        // Real registers contain a few codes with a wrong check character: flagged, never rejected.
        var uscc = UsccGenerator.of(index);
        return new DemoEnterprise(
                index,
                random.nextInt(2_000) == 0 ? UsccGenerator.withWrongCheck(uscc) : uscc,
                headcount,
                industry.code(),
                grid,
                community.gridCode(grid),
                name(industry, community, random),
                community.address() + "演示路" + random.nextInt(1, 300) + "号");
    }

    static int headcount(int perMillion) {
        var i = 1;
        while (HEADCOUNTS[i][0] < perMillion) {
            i++;
        }
        var from = HEADCOUNTS[i - 1];
        var to = HEADCOUNTS[i];
        return from[1] + (int) ((long) (perMillion - from[0]) * (to[1] - from[1]) / (to[0] - from[0]));
    }

    private Industry industry(StoryCast.StoryRole role, SplittableRandom random) {
        if (role != null) {
            var code = SeededRandom.pick(role.industries(), random);
            return industries.stream()
                    .filter(i -> i.code().equals(code))
                    .findFirst()
                    .orElseThrow();
        }
        var rest = random.nextInt(1_000);
        for (var industry : industries) {
            rest -= industry.perMille();
            if (rest < 0) return industry;
        }
        throw new IllegalStateException("the shares of industries.csv do not add up to 1000");
    }

    private static String name(Industry industry, CityMap.Community community, SplittableRandom random) {
        var local = random.nextInt(5) == 0 && community.place().parent().equals(CityMap.BANTIAN);
        return (local ? "深圳市坂田" : "深圳市")
                + FIRST.charAt(random.nextInt(FIRST.length()))
                + SECOND.charAt(random.nextInt(SECOND.length()))
                + SeededRandom.pick(industry.business(), random)
                + "有限公司";
    }
}
