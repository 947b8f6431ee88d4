package org.fengqiao.demo.city;

import java.util.List;
import java.util.SplittableRandom;

/**
 * A year of one enterprise's observations. Nothing happens on the last day itself, so that everything is known at its
 * midnight. Zero reports fall on even days and chance events on odd ones, so one source never reports two values of one
 * indicator on the same day.
 */
final class ObservationGenerator {
    private static final int[] CORE_EVERY_DAYS = {46, 60};
    private static final int NEVER = RecentDays.YEAR + 1;

    private record CoreReport(String indicator, DemoSource feed) {}

    private static final List<CoreReport> CORE = List.of(
            new CoreReport("WAG01", DemoSource.SELF),
            new CoreReport("SOC01", DemoSource.SOCIAL),
            new CoreReport("DIS01", DemoSource.HOTLINE),
            new CoreReport("OPS02", DemoSource.POWER));

    private record ChanceEvent(
            String indicator,
            int perMille,
            ValueSpec value,
            DemoSource feed,
            int headcountFrom,
            ValueSpec group,
            String note) {}

    private final List<ChanceEvent> noise = DemoResources.rows(
            "noise.csv",
            r -> new ChanceEvent(
                    r.getField("indicator"),
                    DemoResources.number(r, "per_mille"),
                    ValueSpec.parse(r.getField("value")),
                    DemoSource.valueOf(r.getField("feed")),
                    DemoResources.number(r, "headcount_from"),
                    ValueSpec.parse(r.getField("group")),
                    r.getField("note")));
    /** A source that delivers nothing for a while, in days before the last one. */
    private record Outage(DemoSource feed, int from, int to) {}

    private final List<Outage> outages = DemoResources.rows(
            "outages.csv",
            r -> new Outage(
                    DemoSource.valueOf(r.getField("feed")),
                    DemoResources.number(r, "from"),
                    DemoResources.number(r, "to")));
    private final RecentDays days;
    private final StoryCast cast;
    private final CountingCsvWriter out;

    ObservationGenerator(RecentDays days, StoryCast cast, CountingCsvWriter out) {
        this.days = days;
        this.cast = cast;
        this.out = out;
    }

    void write(DemoEnterprise firm, StoryCast.StoryRole role, SplittableRandom random) {
        if (role == null) {
            quiet(firm, random);
            chance(firm, random);
        } else {
            story(firm, role, random);
        }
    }

    private void story(DemoEnterprise firm, StoryCast.StoryRole role, SplittableRandom random) {
        var age = cast.ageOf(firm.index(), role, random);
        var over = age - role.lastDay() - 3;
        for (var core : CORE) {
            var until = age - role.firstDay(core.indicator()) + 1;
            for (var ago = 2 + 2 * random.nextInt(20); ago < RecentDays.YEAR; ago += CORE_EVERY_DAYS[0]) {
                if (ago > until || ago < over) zero(firm, core, ago);
            }
        }
        for (var step : role.steps()) {
            if (step.day() <= age) {
                var value = step.value().text(firm.headcount(), random);
                put(firm, step.indicator(), value, 1 + age - step.day(), step.feed(), "", step.note(), random);
            }
        }
    }

    /** Zero reports: regular from larger enterprises, occasional from small ones, outdated from a few. */
    private void quiet(DemoEnterprise firm, SplittableRandom random) {
        var silent = random.nextInt(1_000) < 55;
        var last = silent ? 66 + 2 * random.nextInt(200) : 2 + 2 * random.nextInt(25);
        if (firm.headcount() >= 100) {
            for (var ago = last; ago < RecentDays.YEAR; ago += CORE_EVERY_DAYS[1]) {
                round(firm, ago, true);
            }
            return;
        }
        var power = firm.headcount() >= 20 || random.nextInt(5) < 2;
        round(firm, last, power);
        round(firm, random.nextInt(100) < 45 ? last + 60 + 2 * random.nextInt(120) : NEVER, power);
    }

    private void round(DemoEnterprise firm, int ago, boolean power) {
        if (ago > RecentDays.YEAR) return;
        for (var core : power ? CORE : CORE.subList(0, 3)) {
            zero(firm, core, ago);
        }
    }

    private void zero(DemoEnterprise firm, CoreReport core, int ago) {
        write(firm, core.indicator(), "0", ago, ago, core.feed(), "", "");
    }

    private void chance(DemoEnterprise firm, SplittableRandom random) {
        for (var event : noise) {
            if (random.nextInt(1_000) < event.perMille() && firm.headcount() >= event.headcountFrom()) {
                var value = event.value().text(firm.headcount(), random);
                var group = event.group().text(firm.headcount(), random);
                var ago = 1 + 2 * random.nextInt(180);
                put(firm, event.indicator(), value, ago, event.feed(), group, event.note(), random);
            }
        }
    }

    private void put(
            DemoEnterprise firm,
            String indicator,
            String value,
            int ago,
            DemoSource feed,
            String group,
            String note,
            SplittableRandom random) {
        write(firm, indicator, value, ago, Math.max(1, ago - random.nextInt(3)), feed, group, note);
    }

    private void write(
            DemoEnterprise firm,
            String indicator,
            String value,
            int ago,
            int learnt,
            DemoSource feed,
            String group,
            String note) {
        if (outages.stream().anyMatch(o -> o.feed() == feed && learnt <= o.from() && learnt >= o.to())) return;
        out.row(
                firm.uscc(),
                indicator,
                value,
                days.ago(ago),
                days.ago(learnt),
                feed.source(firm),
                feed.kind(),
                feed.isDecision() ? document(firm, ago) : "",
                group,
                note);
    }

    private String document(DemoEnterprise firm, int ago) {
        return "演示决〔" + days.ago(ago).substring(0, 4) + "〕" + (firm.index() + 1) + "号";
    }
}
